#pragma once

#include "command.h"

namespace ca::cli {

/// GET /health as a table and the versions below it; a fault makes the exit code 1.
class HealthCommand : public Command
{
public:
    using Command::Command;

    QCoro::Task<CliResult<ExitCode>> run() override;

private:
    void show(const QJsonObject &report) const;
};

} // namespace ca::cli
