#include "proxyline.h"

#include <poll.h>
#include <utility>

namespace ca::agent {

ProxyLine::End::End(ProxyLine &line, Fd fd, const ByteStream &in, const ByteStream &out)
    : m_line(line)
    , m_fd(std::move(fd))
    , m_in(in)
    , m_out(out)
{
}

short ProxyLine::End::interest() const
{
    return static_cast<short>((m_in.wantsToRead() ? POLLIN : 0) | (m_out.wantsToWrite() ? POLLOUT : 0));
}

ProxyLine::ProxyLine(EventLoop &loop, PipeStock &pipes, Fd step, Fd proxy, Ended ended)
    : m_loop(loop)
    , m_ended(std::move(ended))
    , m_up(pipes, step.get(), proxy.get())
    , m_down(pipes, proxy.get(), step.get())
    , m_step(*this, std::move(step), m_up, m_down)
    , m_proxy(*this, std::move(proxy), m_down, m_up)
{
    m_loop.add(m_step);
    m_loop.add(m_proxy);
}

ProxyLine::~ProxyLine()
{
    end();
}

void ProxyLine::move()
{
    const bool isWhole = m_up.move() && m_down.move();
    if (isWhole && !(m_up.isDone() && m_down.isDone()))
        return;
    end();
    m_ended(*this);
}

void ProxyLine::end()
{
    m_loop.remove(m_step);
    m_loop.remove(m_proxy);
    m_step.close();
    m_proxy.close();
}

} // namespace ca::agent
