#include "linesocket.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

namespace ca::agent {

namespace {

/// More than this is not queued for a slow orchestrator; two events of a step fit.
constexpr std::size_t maxQueued = 1024UL * 1024;

} // namespace

LineSocket::LineSocket(EventLoop &loop, Handlers handlers)
    : m_loop(loop)
    , m_handlers(std::move(handlers))
{
    m_loop.add(*this);
}

LineSocket::~LineSocket()
{
    m_loop.remove(*this);
}

void LineSocket::open(Fd fd)
{
    close();
    m_fd = std::move(fd);
}

void LineSocket::close()
{
    m_fd.close();
    m_lines = {};
    m_outgoing.clear();
    m_sent = 0;
}

void LineSocket::send(const std::string &lines)
{
    if (!m_fd.isValid())
        return;
    m_outgoing += lines;
    flush();
}

bool LineSocket::isFull() const
{
    return m_outgoing.size() - m_sent > maxQueued;
}

short LineSocket::interest() const
{
    return m_sent < m_outgoing.size() ? short{POLLIN | POLLOUT} : short{POLLIN};
}

void LineSocket::handleReady()
{
    flush();
    receive();
}

void LineSocket::flush()
{
    while (m_sent < m_outgoing.size()) {
        const ssize_t count = ::send(m_fd.get(), m_outgoing.data() + m_sent, m_outgoing.size() - m_sent, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EAGAIN) {
            if (m_sent > maxQueued)
                m_outgoing.erase(0, std::exchange(m_sent, 0));
            return;
        }
        if (count < 0) {
            // What the other side said before it went is still to be read; the end comes after it.
            ::shutdown(m_fd.get(), SHUT_RDWR);
            break;
        }
        m_sent += static_cast<std::size_t>(count);
    }
    m_outgoing.clear();
    m_sent = 0;
}

void LineSocket::receive()
{
    std::array<char, 64UL * 1024> buffer;
    const ssize_t count = ::read(m_fd.get(), buffer.data(), buffer.size());
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count <= 0) {
        close();
        return m_handlers.closed();
    }
    if (!m_lines.append({buffer.data(), static_cast<std::size_t>(count)}))
        return m_handlers.overrun();
    while (const auto line = m_lines.takeLine())
        m_handlers.received(*line);
}

} // namespace ca::agent
