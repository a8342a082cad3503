#pragma once

#include <string>
#include <sys/types.h>

#include "fd.h"

namespace ca::agent {

/// A connection to what listens at this path; it never blocks. Not valid when nothing listens there, or it takes no
/// more just now; errno tells.
Fd connectToUnixSocket(const std::string &path);

/// Who listens at the other end of such a connection; -1 when that is not known.
pid_t listenerOf(const Fd &connection);

} // namespace ca::agent
