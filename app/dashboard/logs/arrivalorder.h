#pragma once

#include <QByteArray>
#include <array>
#include <vector>

#include "logstream.h"

namespace ca::dashboard {

/// Lines of one stream that follow each other among the lines of both.
struct LineRun
{
    LogStream stream = LogStream::Out;
    /// Of its stream.
    qint64 line = 0;
    qint64 count = 0;
};

/// In which order the lines of both streams began. Takes about a byte for each change from one stream to the other.
class ArrivalOrder
{
public:
    /// That many lines of the stream come next.
    void add(LogStream stream, qint64 lines);
    void clear() { *this = {}; }
    /// Lines of both.
    [[nodiscard]] qint64 size() const { return size(LogStream::Out) + size(LogStream::Err); }
    [[nodiscard]] qint64 size(LogStream stream) const { return m_sizes.at(static_cast<std::size_t>(stream)); }
    /// What is at that place, up to the next change; `number` < size().
    [[nodiscard]] LineRun at(qint64 number) const;
    /// The place of a stream's line, which is < size(stream).
    [[nodiscard]] qint64 numberOf(LogStream stream, qint64 line) const;

private:
    /// A number of runs, of alternate streams; their lengths are packed into 7 bits a byte, the low ones first.
    struct Chunk
    {
        std::array<qint64, 2> begin{};
        LogStream first = LogStream::Out;
        int runs = 0;
        QByteArray lengths;
    };
    [[nodiscard]] static qint64 unpack(const char *&at);
    void closeRun();

    std::vector<Chunk> m_chunks;
    std::array<qint64, 2> m_sizes{};
    /// The newest run: it may still grow, and is in no chunk.
    LogStream m_stream = LogStream::Out;
    qint64 m_open = 0;
};

} // namespace ca::dashboard
