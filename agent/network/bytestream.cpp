#include "bytestream.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>

namespace ca::agent {

namespace {
constexpr std::size_t mostPerSplice = 1024UL * 1024;
} // namespace

ByteStream::ByteStream(PipeStock &pipes, int from, int to)
    : m_pipes(pipes)
    , m_from(from)
    , m_to(to)
{
}

ByteStream::~ByteStream() = default;

bool ByteStream::move()
{
    constexpr int mostRounds = 8; // then the steps' output and the link get their turn
    auto progress = Progress::Some;
    for (int i = 0; i < mostRounds && progress == Progress::Some && !isDone(); ++i)
        progress = m_inPipe > 0 ? empty() : fill();
    if (m_inPipe == 0 && m_pipe.read.isValid()) {
        m_pipes.giveBack(std::move(m_pipe));
        m_pipe = {};
    }
    return progress != Progress::Broken;
}

ByteStream::Progress ByteStream::fill()
{
    if (!m_pipe.read.isValid())
        m_pipe = m_pipes.take();
    const ssize_t count =
        ::splice(m_from, nullptr, m_pipe.write.get(), nullptr, mostPerSplice, SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
    if (count < 0)
        return errno == EAGAIN || errno == EINTR ? Progress::None : Progress::Broken;
    m_inPipe = static_cast<std::size_t>(count);
    if (count == 0) {
        m_hasEnded = true;
        ::shutdown(m_to, SHUT_WR);
    }
    return Progress::Some;
}

ByteStream::Progress ByteStream::empty()
{
    const ssize_t count =
        ::splice(m_pipe.read.get(), nullptr, m_to, nullptr, m_inPipe, SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
    if (count < 0)
        return errno == EAGAIN || errno == EINTR ? Progress::None : Progress::Broken;
    m_inPipe -= static_cast<std::size_t>(count);
    return Progress::Some;
}

} // namespace ca::agent
