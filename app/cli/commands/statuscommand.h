#pragma once

#include "command.h"

namespace ca::cli {

/// GET /job/{id}: what the job is at and its steps.
class StatusCommand : public Command
{
public:
    using Command::Command;

    QCoro::Task<CliResult<ExitCode>> run() override;
};

} // namespace ca::cli
