#pragma once

#include <functional>

#include "bytestream.h"
#include "eventloop.h"

namespace ca::agent {

/// A connection that a step made to the proxy's address in the sandbox, joined to one to the proxy itself.
class ProxyLine
{
public:
    using Ended = std::function<void(const ProxyLine &)>;

    /// Both sockets are connected and never block. `ended` is called once, from the loop; the line does nothing from
    /// then on, and must not be deleted before that call has returned.
    ProxyLine(EventLoop &loop, PipeStock &pipes, Fd step, Fd proxy, Ended ended);
    ~ProxyLine();
    ProxyLine(const ProxyLine &) = delete;
    ProxyLine &operator=(const ProxyLine &) = delete;

private:
    class End final : public Pollable
    {
    public:
        End(ProxyLine &line, Fd fd, const ByteStream &in, const ByteStream &out);

        [[nodiscard]] int fd() const override { return m_fd.get(); }
        [[nodiscard]] short interest() const override;
        void handleReady() override { m_line.move(); }
        void close() { m_fd.close(); }

    private:
        ProxyLine &m_line;
        Fd m_fd;
        const ByteStream &m_in;
        const ByteStream &m_out;
    };

    void move();
    void end();

    EventLoop &m_loop;
    Ended m_ended;
    ByteStream m_up;
    ByteStream m_down;
    End m_step;
    End m_proxy;
};

} // namespace ca::agent
