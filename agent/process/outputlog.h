#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>

#include "cancellation.h"
#include "messages.h"
#include "outputsink.h"

namespace ca::agent {

enum class Stream : std::uint8_t { Out, Err };

/// The job's two logs, which the agent's own stdout and stderr carry: counts every byte, and keeps the log limit.
class OutputLog
{
public:
    OutputLog(EventLoop &loop, int outFd, int errFd);

    /// Bytes of step output, both streams together, before the rest is dropped; unlimited until it is set.
    void setLimit(std::uint64_t bytes);

    /// Whether write() may be called now; false while the reader is slow.
    [[nodiscard]] bool hasRoom(Stream stream) const;
    /// A step's output. Past the limit it is counted and dropped.
    void write(Stream stream, std::string_view bytes);
    /// A line of the agent's own on stderr, outside of the limit.
    void writeLine(std::string_view line);

    [[nodiscard]] bool isFlushed() const;
    /// Turns the loop until `isDone`. A cancelled job waits only a moment for a reader that does not read; what it has
    /// not taken by then counts as dropped.
    void waitUntil(const std::function<bool()> &isDone, const Cancellation &cancellation);

    [[nodiscard]] protocol::LogPosition position() const;
    [[nodiscard]] std::uint64_t droppedBytes() const { return m_dropped; }

private:
    void abandon();

    EventLoop &m_loop;
    std::array<OutputSink, 2> m_sinks;
    std::uint64_t m_limit = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t m_left = m_limit;
    std::uint64_t m_dropped = 0;
    bool m_isAbandoned = false;
};

} // namespace ca::agent
