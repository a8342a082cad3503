#include "peerprocess.h"

#include <sys/socket.h>

namespace ca {

pid_t peerProcess(int socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ? peer.pid : -1;
}

} // namespace ca
