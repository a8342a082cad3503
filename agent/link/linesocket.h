#pragma once

#include <functional>
#include <string>

#include "eventloop.h"
#include "fd.h"
#include "linebuffer.h"

namespace ca::agent {

/// Sends and receives lines over a socket, without ever waiting for the other side. Once it is closed, another socket
/// can take its place.
class LineSocket final : public Pollable
{
public:
    /// All from the loop.
    struct Handlers
    {
        /// A line, without its newline.
        std::function<void(const std::string &line)> received;
        /// The other side is gone, and what it said before has been received. The socket is closed already.
        std::function<void()> closed;
        /// The other side's line is longer than any line may be.
        std::function<void()> overrun;
    };

    LineSocket(EventLoop &loop, Handlers handlers);
    ~LineSocket() override;

    /// A connected socket that does not block.
    void open(Fd fd);
    /// Whole lines. Nothing while it is closed.
    void send(const std::string &lines);
    /// The other side is slow to read: there is more to send than should be.
    [[nodiscard]] bool isFull() const;

    [[nodiscard]] int fd() const override { return m_fd.get(); }
    [[nodiscard]] short interest() const override;
    void handleReady() override;

private:
    void close();
    void flush();
    void receive();

    EventLoop &m_loop;
    Handlers m_handlers;
    Fd m_fd;
    protocol::LineBuffer m_lines;
    std::string m_outgoing;
    std::size_t m_sent = 0;
};

} // namespace ca::agent
