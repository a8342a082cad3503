#pragma once

#include <array>
#include <optional>

#include "arrivalorder.h"
#include "arrivalreader.h"
#include "lineindex.h"
#include "logtypes.h"

namespace ca::dashboard {

/// A job's logs as lines: of one stream, or of both in the order in which they began. Grows with its files; what has a
/// number once keeps it. Blocks for as long as the disk takes. Any thread, one at a time.
class LogFiles
{
public:
    /// The folder with stdout.log, stderr.log and arrival.index.
    explicit LogFiles(const QString &folder);

    /// Looks how large the files are. False when they are other ones: everything begins anew.
    bool refresh();
    /// Indexes some of what is new, `most` bytes at most; true when there is more.
    bool extend(qint64 most);
    [[nodiscard]] qint64 bytes() const;
    [[nodiscard]] qint64 size() const;
    [[nodiscard]] LineIndex &stream(LogStream stream) { return m_streams.at(static_cast<std::size_t>(stream)); }
    [[nodiscard]] const LineIndex &stream(LogStream stream) const
    {
        return m_streams.at(static_cast<std::size_t>(stream));
    }
    /// Lines that have begun.
    [[nodiscard]] qint64 lines(LogSource source) const;
    /// Lines that nothing is added to any more, from the first on.
    [[nodiscard]] qint64 settledLines(LogSource source) const;
    /// A stretch of one stream's lines that stands there; `number` < lines().
    [[nodiscard]] LineRun runAt(LogSource source, qint64 number) const;
    /// Gives lines one after the other, until `take` returns false.
    using Taker = std::function<bool(LogStream, const RawLine &)>;
    void read(LogSource source, qint64 first, qint64 count, const Taker &take);
    /// The line at a byte of a stream; nothing when `source` does not show the stream, or the byte is not indexed yet.
    [[nodiscard]] std::optional<qint64> lineAt(LogSource source, LogStream stream, qint64 offset);
    /// When the line began, in milliseconds since 1970; 0 when that is not known.
    [[nodiscard]] qint64 timeOf(LogStream stream, qint64 offset)
    {
        return m_arrival.timeOf(stream, offset).value_or(0);
    }
    /// The last bytes of the files in order of arrival, before they are indexed: so many at most, in whole lines.
    struct Piece
    {
        LogStream stream = LogStream::Out;
        QByteArray bytes;
    };
    [[nodiscard]] QList<Piece> tail(LogSource source, qint64 most);
    /// Why files that are there cannot be read; else 0.
    [[nodiscard]] int errorNumber() const;

private:
    void clear();
    void orderLines();
    bool nextArrival();
    void addStarts(LogStream stream, qint64 end);
    /// Lines that no range has, once all ranges are ordered: they come last, those of stdout first.
    [[nodiscard]] qint64 unordered(LogStream stream) const;

    std::array<LineIndex, 2> m_streams;
    ArrivalReader m_arrival;
    ArrivalOrder m_order;
    /// Ranges that m_order does not have yet, since their bytes are not indexed.
    QList<ArrivalRange> m_waiting;
    qsizetype m_nextWaiting = 0;
    /// Per stream: lines whose begin the ranges so far have passed.
    std::array<qint64, 2> m_starts{};
    /// The run of ranges of one stream that is not counted yet.
    LogStream m_runStream = LogStream::Out;
    qint64 m_runEnd = 0;
};

} // namespace ca::dashboard
