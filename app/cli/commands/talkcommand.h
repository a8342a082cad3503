#pragma once

#include "command.h"

namespace ca::cli {

/// message and approve: what the person says to the agent of a running job.
class TalkCommand : public Command
{
public:
    using Command::Command;

    QCoro::Task<CliResult<ExitCode>> run() override;

private:
    [[nodiscard]] QJsonObject body() const;
};

} // namespace ca::cli
