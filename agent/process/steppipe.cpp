#include "steppipe.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>

namespace ca::agent {

StepPipe::StepPipe(EventLoop &loop, OutputLog &log, Stream stream, Fd &writeEnd)
    : m_loop(loop)
    , m_log(log)
    , m_stream(stream)
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) == 0) {
        m_fd = Fd(ends[0]);
        writeEnd = Fd(ends[1]);
        // Only this end: a step expects an ordinary, waiting output.
        ::fcntl(m_fd.get(), F_SETFL, O_NONBLOCK);
    }
    m_loop.add(*this);
}

StepPipe::~StepPipe()
{
    m_loop.remove(*this);
}

bool StepPipe::drain()
{
    while (m_log.hasRoom(m_stream)) {
        if (!readOnce())
            return true;
    }
    return false;
}

short StepPipe::interest() const
{
    return m_log.hasRoom(m_stream) ? short{POLLIN} : short{0};
}

void StepPipe::handleReady()
{
    // Once per turn, so that the other stream, the link and the signals get their turn in a flood.
    readOnce();
}

bool StepPipe::readOnce()
{
    if (!m_fd.isValid())
        return false;
    std::array<char, 64UL * 1024> buffer;
    const ssize_t count = ::read(m_fd.get(), buffer.data(), buffer.size());
    if (count > 0) {
        const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
        m_excerpt.append(bytes);
        m_log.write(m_stream, bytes);
    } else if (count == 0) {
        m_fd.close();
    }
    return count > 0 || (count < 0 && errno == EINTR);
}

} // namespace ca::agent
