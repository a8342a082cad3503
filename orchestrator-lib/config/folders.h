#pragma once

#include <QString>

#include "result.h"

namespace ca {

/// containerized-agent in the user's XDG data folder. Absolute; need not exist.
QString defaultDataDir();

/// containerized-agent in the user's XDG config folder. Absolute; need not exist.
QString userConfigDir();

/// Makes (mode 0700) and returns the folder for the sockets of one data folder: below XDG_RUNTIME_DIR, or below /tmp
/// where that is not set. Short, since a Unix socket's path may have 107 bytes. Errors: Conflict when somebody else
/// owns it, Io.
Result<QString> makeRuntimeDir(const QString &dataDir);

} // namespace ca
