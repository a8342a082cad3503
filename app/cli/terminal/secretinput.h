#pragma once

#include <QString>

#include "clierror.h"
#include "terminal.h"

namespace ca::cli {

/// A secret that the person types or a program pipes in: from the terminal without showing it, after a question; or the
/// first line of standard input when that is no terminal. Blocks. Errors: WrongUse (there is none), Interrupted
/// (Ctrl-C).
CliResult<QString> readSecret(const Terminal &terminal, const QString &question);

} // namespace ca::cli
