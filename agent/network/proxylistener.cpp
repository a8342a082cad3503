#include "proxylistener.h"

#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include "stepnetwork.h"
#include "unixsocket.h"

namespace ca::agent {

namespace {

/// At both addresses together they stay below the open files that a process may have, with two pipes each.
constexpr std::size_t mostJunctions = 64;
constexpr int backlog = 128;

bool bindTo(const Fd &fd, int family)
{
    const int on = 1;
    ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (family == AF_INET) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(proxyPort);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        return ::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ::setsockopt(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(proxyPort);
    address.sin6_addr = in6addr_loopback;
    return ::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
}

} // namespace

std::expected<std::unique_ptr<ProxyListener>, std::string> ProxyListener::open(EventLoop &loop, int family,
                                                                               const std::string &proxyPath)
{
    Fd fd(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (fd.isValid() && bindTo(fd, family) && ::listen(fd.get(), backlog) == 0)
        return std::unique_ptr<ProxyListener>(new ProxyListener(loop, std::move(fd), proxyPath));
    if (errno == EADDRNOTAVAIL)
        return std::unexpected("the sandbox's loopback device is not up");
    return std::unexpected(std::string("port ") + std::to_string(proxyPort) +
                           " of the sandbox cannot be listened on: " + ::strerror(errno));
}

ProxyListener::ProxyListener(EventLoop &loop, Fd fd, std::string proxyPath)
    : m_loop(loop)
    , m_fd(std::move(fd))
    , m_proxyPath(std::move(proxyPath))
    , m_junctions(loop)
{
    m_loop.add(*this);
}

ProxyListener::~ProxyListener()
{
    m_loop.remove(*this);
}

short ProxyListener::interest() const
{
    return m_junctions.size() < mostJunctions ? short{POLLIN} : short{0};
}

void ProxyListener::handleReady()
{
    Fd step(::accept4(m_fd.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (step.isValid())
        join(std::move(step));
}

void ProxyListener::join(Fd step)
{
    // Where the proxy takes no more, the step sees its connection end.
    Fd proxy = connectToUnixSocket(m_proxyPath);
    if (!proxy.isValid())
        return;
    const int on = 1;
    ::setsockopt(step.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_junctions.add(std::move(step), std::move(proxy));
}

} // namespace ca::agent
