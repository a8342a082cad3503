#include "unixlistener.h"

#include <QFile>
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>

namespace ca {

using namespace Qt::StringLiterals;

Result<UniqueFd> listenOnUnixSocket(const QString &path, int backlog)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (static_cast<std::size_t>(name.size()) >= sizeof address.sun_path)
        return failure(ErrorCode::Io, u"the socket's path %1 is too long"_s.arg(path));
    std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.isValid() || ::bind(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 ||
        ::listen(socket.get(), backlog) != 0)
        return failure(ioError(u"cannot listen on the socket %1"_s.arg(path), errno));
    return socket;
}

} // namespace ca
