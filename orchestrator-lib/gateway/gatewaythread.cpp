#include "gatewaythread.h"

#include <arpa/inet.h>
#include <cerrno>
#include <sys/socket.h>

namespace ca {

using namespace Qt::StringLiterals;

namespace {

struct Listener
{
    UniqueFd fd;
    quint16 port = 0;
};

Result<Listener> listenOnLoopback()
{
    constexpr int backlog = 128;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto *plain = reinterpret_cast<sockaddr *>(&address);
    UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.isValid() || ::bind(socket.get(), plain, size) != 0 || ::listen(socket.get(), backlog) != 0 ||
        ::getsockname(socket.get(), plain, &size) != 0)
        return failure(ioError(u"no port for the view could be opened"_s, errno));
    return Listener{.fd = std::move(socket), .port = ntohs(address.sin_port)};
}

} // namespace

GatewayThread::GatewayThread()
    : m_thread(u"gateway"_s)
{
}

Result<std::unique_ptr<View>> GatewayThread::open(ViewSetup setup, StreamConnector connector)
{
    auto listener = listenOnLoopback();
    if (!listener)
        return failure(listener.error());
    auto *server = new ViewServer(std::move(listener->fd), listener->port, setup, m_pipes);
    auto view = std::unique_ptr<View>(new View(*server, listener->port, setup, std::move(connector)));
    server->moveToThread(&m_thread);
    QMetaObject::invokeMethod(server, &ViewServer::start, Qt::QueuedConnection);
    return view;
}

} // namespace ca
