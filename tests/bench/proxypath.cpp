#include "proxypath.h"

#include <QFile>
#include <array>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;

void prepare(int fd)
{
    const int on = 1;
    const timeval patience{.tv_sec = 30, .tv_usec = 0};
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

std::unexpected<Error> failed(const QString &what)
{
    return failure(ioError(what, errno));
}
} // namespace

Result<std::unique_ptr<ProxyPath>> ProxyPath::open(Serve serve)
{
    UniqueFd listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (!listener.isValid() || ::bind(listener.get(), reinterpret_cast<sockaddr *>(&address), size) != 0 ||
        ::listen(listener.get(), 16) != 0 ||
        ::getsockname(listener.get(), reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return failed(u"cannot listen on loopback"_s);
    std::unique_ptr<ProxyPath> path(new ProxyPath(std::move(listener), ntohs(address.sin_port), serve));
    const HostRule rule{.pattern = {.host = u"127.0.0.1"_s, .port = path->m_port}, .isNamed = true};
    auto job =
        path->m_proxy.start(path->m_dir.filePath(u"proxy.sock"_s), EgressPolicy(NetworkPolicy::Allowlist, {rule}));
    if (!job)
        return failure(job.error());
    path->m_job = std::move(*job);
    return path;
}

ProxyPath::ProxyPath(UniqueFd listener, quint16 port, const Serve &serve)
    : m_listener(std::move(listener))
    , m_port(port)
    , m_proxy(UpstreamRoutes())
    , m_thread([this, serve] {
        for (;;) {
            const UniqueFd connection(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
            if (!connection.isValid())
                return;
            prepare(connection.get());
            serve(connection.get());
        }
    })
{
}

ProxyPath::~ProxyPath()
{
    ::shutdown(m_listener.get(), SHUT_RDWR); // ends accept()
}

Result<UniqueFd> ProxyPath::connectStraight()
{
    UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(m_port);
    if (::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return failed(u"cannot connect to the server"_s);
    prepare(fd.get());
    return fd;
}

Result<UniqueFd> ProxyPath::connectThroughProxy()
{
    UniqueFd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(m_dir.filePath(u"proxy.sock"_s));
    std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    if (::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return failed(u"cannot connect to the proxy"_s);
    prepare(fd.get());
    const QByteArray request = "CONNECT 127.0.0.1:" + QByteArray::number(m_port) + " HTTP/1.1\r\nHost: x\r\n\r\n";
    const QByteArray wanted("HTTP/1.1 200 Connection established\r\n\r\n");
    QByteArray answer(wanted.size(), '\0');
    if (::send(fd.get(), request.constData(), static_cast<std::size_t>(request.size()), MSG_NOSIGNAL) < 0 ||
        ::recv(fd.get(), answer.data(), static_cast<std::size_t>(answer.size()), MSG_WAITALL) < 0 || answer != wanted)
        return failure(ErrorCode::Io, u"the proxy opened no tunnel: %1"_s.arg(QString::fromLatin1(answer)));
    return fd;
}

} // namespace ca::bench
