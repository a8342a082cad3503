#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "eventloop.h"

namespace ca::agent {

/// Writes to one of the agent's own outputs without ever waiting for its reader. Bounded as long as callers ask
/// hasRoom() first.
class OutputSink final : public Pollable
{
public:
    /// Makes `fd` non-blocking while this lives; does not own it.
    OutputSink(EventLoop &loop, int fd);
    ~OutputSink() override;

    [[nodiscard]] bool hasRoom() const;
    void write(std::string_view bytes);
    /// Everything has been handed to the kernel.
    [[nodiscard]] bool isFlushed() const { return m_sent == m_buffer.size(); }
    /// Forgets what is not written yet and takes nothing any more: the reader does not read. Returns how much it was.
    std::uint64_t abandon();

    /// Bytes taken since the start.
    [[nodiscard]] std::uint64_t position() const { return m_position; }
    [[nodiscard]] bool isAtLineStart() const { return m_isAtLineStart; }

    [[nodiscard]] int fd() const override { return m_fd; }
    [[nodiscard]] short interest() const override;
    void handleReady() override;

private:
    EventLoop &m_loop;
    int m_fd;
    int m_originalFlags;
    std::string m_buffer;
    std::size_t m_sent = 0;
    std::uint64_t m_position = 0;
    bool m_isAtLineStart = true;
    bool m_isAbandoned = false;
};

} // namespace ca::agent
