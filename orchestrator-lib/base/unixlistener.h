#pragma once

#include <QString>

#include "result.h"
#include "uniquefd.h"

namespace ca {

/// A Unix socket that listens at a path where nothing is yet; it never blocks. Errors: Io (the path has more than 107
/// bytes, its folder is missing, something is there).
Result<UniqueFd> listenOnUnixSocket(const QString &path, int backlog);

} // namespace ca
