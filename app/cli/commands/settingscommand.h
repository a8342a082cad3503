#pragma once

#include "command.h"

namespace ca::cli {

/// GET /: a table of the server's settings.
class SettingsCommand : public Command
{
public:
    using Command::Command;

    QCoro::Task<CliResult<ExitCode>> run() override;
};

} // namespace ca::cli
