#include "arrivalorder.h"

#include <algorithm>

namespace ca::dashboard {

namespace {

constexpr int chunkRuns = 512;

LogStream other(LogStream stream)
{
    return stream == LogStream::Out ? LogStream::Err : LogStream::Out;
}

} // namespace

void ArrivalOrder::add(LogStream stream, qint64 lines)
{
    if (lines <= 0)
        return;
    if (stream != m_stream && m_open > 0)
        closeRun();
    m_stream = stream;
    m_open += lines;
    m_sizes.at(indexOf(stream)) += lines;
}

void ArrivalOrder::closeRun()
{
    if (m_chunks.empty() || m_chunks.back().runs == chunkRuns) {
        Chunk chunk{.begin = m_sizes, .first = m_stream, .runs = 0, .lengths = {}};
        chunk.begin.at(indexOf(m_stream)) -= m_open;
        m_chunks.push_back(std::move(chunk));
    }
    Chunk &chunk = m_chunks.back();
    ++chunk.runs;
    auto left = static_cast<quint64>(std::exchange(m_open, 0));
    for (; left >= 0x80; left >>= 7)
        chunk.lengths.append(static_cast<char>((left & 0x7f) | 0x80));
    chunk.lengths.append(static_cast<char>(left));
}

qint64 ArrivalOrder::unpack(const char *&at)
{
    quint64 value = 0;
    for (int shift = 0;; shift += 7) {
        const auto byte = static_cast<unsigned char>(*at++);
        value |= quint64{byte & 0x7fU} << shift;
        if (byte < 0x80)
            return static_cast<qint64>(value);
    }
}

LineRun ArrivalOrder::at(qint64 number) const
{
    if (const qint64 openBegin = size() - m_open; number >= openBegin) {
        const qint64 line = size(m_stream) - m_open + (number - openBegin);
        return {.stream = m_stream, .line = line, .count = size() - number};
    }
    const auto begin = [](const Chunk &chunk) { return chunk.begin[0] + chunk.begin[1]; };
    const Chunk &chunk = *std::prev(std::ranges::upper_bound(m_chunks, number, {}, begin));
    std::array<qint64, 2> lines = chunk.begin;
    LogStream stream = chunk.first;
    qint64 place = begin(chunk);
    for (const char *length = chunk.lengths.constBegin();;) {
        const qint64 count = unpack(length);
        qint64 &line = lines.at(indexOf(stream));
        if (number < place + count)
            return {.stream = stream, .line = line + (number - place), .count = place + count - number};
        place += count;
        line += count;
        stream = other(stream);
    }
}

qint64 ArrivalOrder::numberOf(LogStream stream, qint64 line) const
{
    if (const qint64 openBegin = size(stream) - m_open; stream == m_stream && line >= openBegin)
        return size() - m_open + (line - openBegin);
    const auto begin = [stream](const Chunk &chunk) { return chunk.begin.at(indexOf(stream)); };
    const Chunk &chunk = *std::prev(std::ranges::upper_bound(m_chunks, line, {}, begin));
    qint64 own = begin(chunk);
    qint64 place = chunk.begin[0] + chunk.begin[1];
    LogStream current = chunk.first;
    for (const char *length = chunk.lengths.constBegin();;) {
        const qint64 count = unpack(length);
        if (current == stream && line < own + count)
            return place + (line - own);
        own += current == stream ? count : 0;
        place += count;
        current = other(current);
    }
}

} // namespace ca::dashboard
