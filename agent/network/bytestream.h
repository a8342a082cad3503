#pragma once

#include <cstddef>

#include "pipestock.h"

namespace ca::agent {

/// One direction of a connection: moves what comes at one socket to the other, without waiting and without copying,
/// and passes the end on.
class ByteStream
{
public:
    ByteStream(PipeStock &pipes, int from, int to);
    ~ByteStream();
    ByteStream(const ByteStream &) = delete;
    ByteStream &operator=(const ByteStream &) = delete;

    /// As much as goes now; false when a socket broke.
    bool move();

    [[nodiscard]] bool wantsToRead() const { return !m_hasEnded && m_inPipe == 0; }
    [[nodiscard]] bool wantsToWrite() const { return m_inPipe > 0; }
    /// The end was passed on.
    [[nodiscard]] bool isDone() const { return m_hasEnded && m_inPipe == 0; }

private:
    enum class Progress { Some, None, Broken };
    Progress fill();
    Progress empty();

    PipeStock &m_pipes;
    int m_from;
    int m_to;
    Pipe m_pipe;
    std::size_t m_inPipe = 0;
    bool m_hasEnded = false;
};

} // namespace ca::agent
