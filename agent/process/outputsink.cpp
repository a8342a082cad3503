#include "outputsink.h"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace ca::agent {

namespace {

constexpr std::size_t maxBuffered = 256UL * 1024;

} // namespace

OutputSink::OutputSink(EventLoop &loop, int fd)
    : m_loop(loop)
    , m_fd(fd)
    , m_originalFlags(::fcntl(fd, F_GETFL))
{
    if (m_originalFlags >= 0)
        ::fcntl(fd, F_SETFL, m_originalFlags | O_NONBLOCK);
    m_loop.add(*this);
}

OutputSink::~OutputSink()
{
    m_loop.remove(*this);
    // The flag belongs to everyone who shares this output, a terminal's shell for one.
    if (m_originalFlags >= 0)
        ::fcntl(m_fd, F_SETFL, m_originalFlags);
}

bool OutputSink::hasRoom() const
{
    return m_buffer.size() - m_sent < maxBuffered;
}

void OutputSink::write(std::string_view bytes)
{
    if (m_isAbandoned || bytes.empty())
        return;
    m_position += bytes.size();
    m_isAtLineStart = bytes.back() == '\n';
    m_buffer.append(bytes);
    handleReady();
}

std::uint64_t OutputSink::abandon()
{
    const auto lost = m_buffer.size() - m_sent;
    m_position -= lost;
    m_buffer.clear();
    m_sent = 0;
    m_isAbandoned = true;
    return lost;
}

short OutputSink::interest() const
{
    return isFlushed() ? short{0} : short{POLLOUT};
}

void OutputSink::handleReady()
{
    while (!isFlushed()) {
        const ssize_t written = ::write(m_fd, m_buffer.data() + m_sent, m_buffer.size() - m_sent);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EAGAIN)
            break;
        // Nobody reads any more; whether the job goes on is for the link to say.
        if (written < 0)
            return static_cast<void>(abandon());
        m_sent += static_cast<std::size_t>(written);
    }
    if (isFlushed() || m_sent > maxBuffered) {
        m_buffer.erase(0, m_sent);
        m_sent = 0;
    }
}

} // namespace ca::agent
