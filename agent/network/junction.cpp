#include "junction.h"

#include <poll.h>
#include <utility>

namespace ca::agent {

Junction::End::End(Junction &junction, Fd fd, const ByteStream &in, const ByteStream &out)
    : m_junction(junction)
    , m_fd(std::move(fd))
    , m_in(in)
    , m_out(out)
{
}

short Junction::End::interest() const
{
    return static_cast<short>((m_in.wantsToRead() ? POLLIN : 0) | (m_out.wantsToWrite() ? POLLOUT : 0));
}

Junction::Junction(EventLoop &loop, PipeStock &pipes, Fd first, Fd second, Ended ended)
    : m_loop(loop)
    , m_ended(std::move(ended))
    , m_up(pipes, first.get(), second.get())
    , m_down(pipes, second.get(), first.get())
    , m_first(*this, std::move(first), m_up, m_down)
    , m_second(*this, std::move(second), m_down, m_up)
{
    m_loop.add(m_first);
    m_loop.add(m_second);
}

Junction::~Junction()
{
    end();
}

void Junction::move()
{
    const bool isWhole = m_up.move() && m_down.move();
    if (isWhole && !(m_up.isDone() && m_down.isDone()))
        return;
    end();
    m_ended(*this);
}

void Junction::end()
{
    m_loop.remove(m_first);
    m_loop.remove(m_second);
    m_first.close();
    m_second.close();
}

} // namespace ca::agent
