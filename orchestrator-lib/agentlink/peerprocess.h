#pragma once

#include <sys/types.h>

namespace ca {

/// The process at the other end of a connected Unix socket, as it was when it connected (SO_PEERCRED); -1 when there is
/// none to be had.
pid_t peerProcess(int socket);

} // namespace ca
