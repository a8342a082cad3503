#include "arrivalreader.h"

#include <algorithm>

namespace ca {

namespace {
constexpr qint64 groupSize = 512;

} // namespace

ArrivalReader::ArrivalReader(const QString &path)
    : m_file(path)
{
}

bool ArrivalReader::refresh()
{
    if (m_file.refresh())
        return true;
    m_start.reset();
    m_ranges = 0;
    m_covered = {};
    m_marks.clear();
    m_cachedGroup = -1;
    return false;
}

bool ArrivalReader::readHeader()
{
    if (!m_start)
        m_start = logIndexStart(m_file.read(0, logIndexHeaderBytes));
    return m_start.has_value();
}

qint64 ArrivalReader::left() const
{
    return std::max<qint64>((m_file.size() - logIndexHeaderBytes) / logIndexRecordBytes - m_ranges, 0);
}

QList<ArrivalRange> ArrivalReader::rangesAt(qint64 first, qint64 count, std::array<qint64, 2> &offsets) const
{
    const QByteArray bytes =
        m_file.read(logIndexHeaderBytes + first * logIndexRecordBytes, count * logIndexRecordBytes);
    QList<ArrivalRange> ranges;
    ranges.reserve(bytes.size() / logIndexRecordBytes);
    for (qsizetype at = 0; at + logIndexRecordBytes <= bytes.size(); at += logIndexRecordBytes) {
        ArrivalRange range = readLogRecord(bytes.constData() + at);
        qint64 &offset = offsets.at(indexOf(range.stream));
        range.offset = std::exchange(offset, offset + range.length);
        range.time += *m_start;
        ranges.append(range);
    }
    return ranges;
}

// A group at a time, so that each begins with a mark.
QList<ArrivalRange> ArrivalReader::next(qsizetype most)
{
    QList<ArrivalRange> all;
    while (readHeader() && all.size() < most && left() > 0) {
        if (m_ranges % groupSize == 0)
            m_marks.push_back({.offsets = m_covered});
        const qint64 count = std::min({left(), groupSize - m_ranges % groupSize, most - all.size()});
        const QList<ArrivalRange> ranges = rangesAt(m_ranges, count, m_covered);
        if (ranges.isEmpty())
            break; // it shrank just now
        m_ranges += ranges.size();
        all += ranges;
    }
    return all;
}

QList<ArrivalRange> ArrivalReader::newest(qsizetype most)
{
    if (!readHeader())
        return {};
    const qint64 count = std::min<qint64>(m_ranges + left(), most);
    std::array<qint64, 2> offsets{};
    return rangesAt(m_ranges + left() - count, count, offsets);
}

std::optional<qint64> ArrivalReader::timeOf(LogStream stream, qint64 offset)
{
    if (offset < 0 || offset >= covered(stream))
        return {};
    const auto begin = [stream](const Mark &mark) { return mark.offsets.at(indexOf(stream)); };
    const auto after = std::ranges::upper_bound(m_marks, offset, {}, begin);
    const qint64 group = after - m_marks.begin() - 1;
    const qint64 count = std::min(groupSize, m_ranges - group * groupSize);
    if (group != m_cachedGroup || m_cached.size() != count) {
        std::array<qint64, 2> offsets = m_marks.at(static_cast<std::size_t>(group)).offsets;
        m_cached = rangesAt(group * groupSize, count, offsets);
        m_cachedGroup = group;
    }
    for (const ArrivalRange &range : std::as_const(m_cached)) {
        if (range.stream == stream && offset >= range.offset && offset < range.offset + range.length)
            return range.time;
    }
    return {};
}

} // namespace ca
