#pragma once

#include <functional>

#include "bytestream.h"
#include "eventloop.h"

namespace ca::agent {

/// Two connections joined to one: what comes on either goes out on the other.
class Junction
{
public:
    using Ended = std::function<void(const Junction &)>;

    /// Both sockets are connected and never block. `ended` is called once, from the loop; the junction does nothing
    /// from then on, and must not be deleted before that call has returned.
    Junction(EventLoop &loop, PipeStock &pipes, Fd first, Fd second, Ended ended);
    ~Junction();
    Junction(const Junction &) = delete;
    Junction &operator=(const Junction &) = delete;

private:
    class End final : public Pollable
    {
    public:
        End(Junction &junction, Fd fd, const ByteStream &in, const ByteStream &out);

        [[nodiscard]] int fd() const override { return m_fd.get(); }
        [[nodiscard]] short interest() const override;
        void handleReady() override { m_junction.move(); }
        void close() { m_fd.close(); }

    private:
        Junction &m_junction;
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
    End m_first;
    End m_second;
};

} // namespace ca::agent
