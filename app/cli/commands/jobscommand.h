#pragma once

#include "command.h"

namespace ca::cli {

/// GET /jobs: a table, newest first.
class JobsCommand : public Command
{
public:
    using Command::Command;

    QCoro::Task<CliResult<ExitCode>> run() override;
};

} // namespace ca::cli
