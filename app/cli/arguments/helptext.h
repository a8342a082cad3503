#pragma once

#include "commandspec.h"

namespace ca::cli {

/// What `cactl --help` prints.
QString generalHelp();
/// What `cactl COMMAND --help` prints.
QString commandHelp(const CommandSpec &spec);

} // namespace ca::cli
