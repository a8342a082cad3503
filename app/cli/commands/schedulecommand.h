#pragma once

#include "command.h"

namespace ca::cli {

/// POST /schedule: prints the new job's id.
class ScheduleCommand : public Command
{
public:
    using Command::Command;

    QCoro::Task<CliResult<ExitCode>> run() override;

private:
    QCoro::Task<CliResult<QStringList>> sendInputs();
};

} // namespace ca::cli
