#pragma once

#include "command.h"

namespace ca::cli {

/// keys list, set and rm: the AI providers' keys on the server.
class KeysCommand : public Command
{
public:
    using Command::Command;

    QCoro::Task<CliResult<ExitCode>> run() override;

private:
    QCoro::Task<CliResult<ExitCode>> list();
    QCoro::Task<CliResult<ExitCode>> set(QString provider);
    QCoro::Task<CliResult<ExitCode>> remove(QString provider);
};

} // namespace ca::cli
