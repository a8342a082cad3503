#include "proxylistener.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "stepnetwork.h"

namespace ca::agent {

namespace {

/// At both addresses together they stay below the open files that a process may have, with two pipes each.
constexpr std::size_t mostLines = 64;
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

Fd connectTo(const std::string &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return {};
    std::memcpy(address.sun_path, path.data(), path.size());
    Fd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const bool isConnected =
        fd.isValid() && ::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    return isConnected ? std::move(fd) : Fd();
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
{
    m_loop.add(*this);
}

ProxyListener::~ProxyListener()
{
    m_loop.remove(*this);
}

short ProxyListener::interest() const
{
    return m_lines.size() < mostLines ? short{POLLIN} : short{0};
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
    Fd proxy = connectTo(m_proxyPath);
    if (!proxy.isValid())
        return;
    const int on = 1;
    ::setsockopt(step.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_lines.push_back(std::make_unique<ProxyLine>(m_loop, m_pipes, std::move(step), std::move(proxy),
                                                  [this](const ProxyLine &line) { drop(line); }));
}

void ProxyListener::drop(const ProxyLine &line)
{
    const auto found = std::ranges::find(m_lines, &line, &std::unique_ptr<ProxyLine>::get);
    m_ended = std::move(*found);
    m_lines.erase(found);
}

} // namespace ca::agent
