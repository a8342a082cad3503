#include "stepoutput.h"

#include <QByteArray>
#include <QList>
#include <algorithm>
#include <array>
#include <numeric>

#include "displaytext.h"
#include "logindex.h"
#include "logreader.h"

namespace ca::dashboard {

namespace {

constexpr qint64 shownHead = qint64{16} << 10;
constexpr qint64 shownTail = qint64{48} << 10;

struct Range
{
    LogStream stream = LogStream::Out;
    qint64 begin = 0;
    qint64 end = 0;
};

/// The step's parts in order of arrival; what the index does not have yet comes last.
QList<Range> partsOf(const QString &folder, std::array<Range, 2> rest)
{
    QList<Range> parts;
    const auto take = [&](LogStream stream, qint64 end) {
        Range &left = rest.at(indexOf(stream));
        const qint64 last = std::min(end, left.end);
        if (last <= left.begin)
            return;
        parts.append({.stream = stream, .begin = left.begin, .end = last});
        left.begin = last;
    };
    for (const ArrivalRange &range : readLogIndex(folder + QLatin1StringView("/arrival.index")))
        take(range.stream, range.offset + range.length);
    take(LogStream::Out, rest[indexOf(LogStream::Out)].end);
    take(LogStream::Err, rest[indexOf(LogStream::Err)].end);
    return parts;
}

qint64 totalOf(const QList<Range> &parts)
{
    return std::accumulate(parts.cbegin(), parts.cend(), qint64{0},
                           [](qint64 sum, const Range &part) { return sum + part.end - part.begin; });
}

/// The bytes from `first` up to `last` of all parts one after the other.
Result<QByteArray> readSpan(const LogReader &reader, const QList<Range> &parts, qint64 first, qint64 last)
{
    QByteArray bytes;
    qint64 at = 0;
    for (const Range &part : parts) {
        const qint64 begin = std::max(first, at);
        const qint64 end = std::min(last, at + part.end - part.begin);
        if (begin < end) {
            const auto read = reader.read(part.stream, part.begin + begin - at, end - begin);
            if (!read)
                return read;
            bytes += *read;
        }
        at += part.end - part.begin;
    }
    return bytes;
}

} // namespace

Result<StepOutput> readStepOutput(const QString &folder, const Step &step, qint64 out, qint64 err)
{
    const bool isOver = step.status != StepStatus::Running;
    const QList<Range> parts =
        partsOf(folder, {Range{.stream = LogStream::Out, .begin = step.outBegin, .end = isOver ? step.outEnd : out},
                         Range{.stream = LogStream::Err, .begin = step.errBegin, .end = isOver ? step.errEnd : err}});
    const LogReader reader(folder);
    const qint64 total = totalOf(parts);
    const bool isWhole = total <= shownHead + shownTail;
    const auto head = readSpan(reader, parts, 0, isWhole ? total : shownHead);
    if (!head)
        return std::unexpected(head.error());
    StepOutput output{.text = displayOutput(*head)};
    if (isWhole)
        return output;
    const auto tail = readSpan(reader, parts, total - shownTail, total);
    if (!tail)
        return std::unexpected(tail.error());
    output.left = total - shownHead - shownTail;
    output.text += QStringLiteral("\n⋯\n") + displayOutput(*tail);
    return output;
}

} // namespace ca::dashboard
