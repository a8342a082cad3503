#pragma once

#include "command.h"

namespace ca::cli {

/// desktop and notebook: where a running job can be looked at in a browser.
class ViewCommand : public Command
{
public:
    using Command::Command;

    QCoro::Task<CliResult<ExitCode>> run() override;
};

} // namespace ca::cli
