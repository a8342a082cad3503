#pragma once

#include "command.h"

namespace ca::cli {

/// GET /download/{id}: prints the path of the ZIP.
class DownloadCommand : public Command
{
public:
    using Command::Command;

    QCoro::Task<CliResult<ExitCode>> run() override;
};

} // namespace ca::cli
