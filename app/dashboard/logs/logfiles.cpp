#include "logfiles.h"

#include <algorithm>

namespace ca::dashboard {

namespace {

constexpr qsizetype arrivalBatch = 4096;

LogStream streamOf(LogSource source)
{
    return source == LogSource::Err ? LogStream::Err : LogStream::Out;
}

} // namespace

LogFiles::LogFiles(const QString &folder)
    : m_streams{LineIndex(folder + QLatin1StringView("/stdout.log")),
                LineIndex(folder + QLatin1StringView("/stderr.log"))}
    , m_arrival(folder + QLatin1StringView("/arrival.index"))
{
}

void LogFiles::clear()
{
    m_order.clear();
    m_waiting.clear();
    m_nextWaiting = 0;
    m_starts = {};
    m_runStream = LogStream::Out;
    m_runEnd = 0;
}

bool LogFiles::refresh()
{
    // The files first: then what the index says is in them.
    const bool isSameOut = m_streams[0].refresh();
    const bool isSameErr = m_streams[1].refresh();
    const bool isSame = m_arrival.refresh() && isSameOut && isSameErr;
    if (!isSame)
        clear();
    return isSame;
}

bool LogFiles::extend(qint64 most)
{
    bool hasMore = false;
    for (LineIndex &index : m_streams)
        hasMore = index.extend(most / 2) || hasMore;
    orderLines();
    return hasMore;
}

bool LogFiles::nextArrival()
{
    if (m_nextWaiting == m_waiting.size()) {
        m_waiting = m_arrival.next(arrivalBatch);
        m_nextWaiting = 0;
    }
    return m_nextWaiting < m_waiting.size();
}

void LogFiles::orderLines()
{
    while (nextArrival()) {
        const ArrivalRange &range = m_waiting.at(m_nextWaiting);
        if (range.offset + range.length > stream(range.stream).bytes())
            break;
        if (range.stream != m_runStream)
            addStarts(m_runStream, m_runEnd);
        m_runStream = range.stream;
        m_runEnd = range.offset + range.length;
        ++m_nextWaiting;
    }
    addStarts(m_runStream, m_runEnd);
}

void LogFiles::addStarts(LogStream which, qint64 end)
{
    const qint64 starts = stream(which).startsBefore(end);
    m_order.add(which, starts - std::exchange(m_starts.at(indexOf(which)), starts));
}

qint64 LogFiles::bytes() const
{
    return m_streams[0].bytes() + m_streams[1].bytes();
}

qint64 LogFiles::size() const
{
    return m_streams[0].size() + m_streams[1].size();
}

int LogFiles::errorNumber() const
{
    const int first = m_streams[0].file().errorNumber();
    return first != 0 ? first : m_streams[1].file().errorNumber();
}

qint64 LogFiles::unordered(LogStream which) const
{
    const bool isOrdered = m_nextWaiting == m_waiting.size() && m_arrival.left() == 0;
    return isOrdered ? stream(which).lines() - m_order.size(which) : 0;
}

qint64 LogFiles::lines(LogSource source) const
{
    if (source != LogSource::Both)
        return stream(streamOf(source)).lines();
    return m_order.size() + unordered(LogStream::Out) + unordered(LogStream::Err);
}

// A line in the middle that has not ended, since the other stream went on, counts as settled.
qint64 LogFiles::settledLines(LogSource source) const
{
    if (source != LogSource::Both)
        return stream(streamOf(source)).endedLines();
    const bool haveEnded =
        std::ranges::all_of(m_streams, [](const LineIndex &index) { return index.endedLines() == index.lines(); });
    return std::max<qint64>(haveEnded ? m_order.size() : m_order.size() - 1, 0);
}

LineRun LogFiles::runAt(LogSource source, qint64 number) const
{
    if (source != LogSource::Both)
        return {.stream = streamOf(source), .line = number, .count = lines(source) - number};
    if (number < m_order.size())
        return m_order.at(number);
    const qint64 beyond = number - m_order.size();
    const qint64 outs = unordered(LogStream::Out);
    if (beyond < outs)
        return {.stream = LogStream::Out, .line = m_order.size(LogStream::Out) + beyond, .count = outs - beyond};
    return {.stream = LogStream::Err,
            .line = m_order.size(LogStream::Err) + beyond - outs,
            .count = lines(source) - number};
}

void LogFiles::read(LogSource source, qint64 first, qint64 count, const Taker &take)
{
    const qint64 end = std::min(first + count, lines(source));
    for (qint64 number = first; number < end;) {
        const LineRun run = runAt(source, number);
        const qint64 wanted = std::min(run.count, end - number);
        qint64 taken = 0;
        stream(run.stream).read(run.line, wanted, [&](const RawLine &line) {
            return take(run.stream, line) && ++taken > 0;
        });
        if (taken < wanted)
            return; // enough, or the file shrank
        number += wanted;
    }
}

std::optional<qint64> LogFiles::lineAt(LogSource source, LogStream which, qint64 offset)
{
    LineIndex &index = stream(which);
    if ((source != LogSource::Both && which != streamOf(source)) || offset > index.bytes())
        return {};
    if (index.lines() == 0)
        return 0;
    const qint64 line = std::min(index.lineAt(offset), index.lines() - 1);
    if (source != LogSource::Both)
        return line;
    if (line < m_order.size(which))
        return m_order.numberOf(which, line);
    const qint64 before = which == LogStream::Err ? unordered(LogStream::Out) : 0;
    return std::min(m_order.size() + before + line - m_order.size(which), lines(source));
}

QList<LogFiles::Piece> LogFiles::tail(LogSource source, qint64 most)
{
    std::array<qint64, 2> ends{m_streams[0].size(), m_streams[1].size()};
    QList<ArrivalRange> ranges = m_arrival.newest(arrivalBatch);
    if (ranges.isEmpty() || source != LogSource::Both) {
        const LogStream which = streamOf(source);
        ranges = {{.stream = which, .offset = 0, .length = ends.at(indexOf(which)), .time = 0}};
    }
    QList<Piece> pieces;
    for (auto range = ranges.crbegin(); range != ranges.crend() && most > 0; ++range) {
        qint64 &end = ends.at(indexOf(range->stream));
        const qint64 length = std::min({range->length, most, end});
        end -= length;
        most -= length;
        const QByteArray bytes = stream(range->stream).file().read(end, length);
        if (!pieces.isEmpty() && pieces.constFirst().stream == range->stream)
            pieces.first().bytes.prepend(bytes);
        else if (!bytes.isEmpty())
            pieces.prepend({.stream = range->stream, .bytes = bytes});
    }
    return pieces;
}

} // namespace ca::dashboard
