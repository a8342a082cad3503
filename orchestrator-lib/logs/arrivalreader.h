#pragma once

#include <array>
#include <optional>
#include <vector>

#include "growingfile.h"
#include "logindex.h"

namespace ca {

/// Reads `arrival.index` (see logindex.h) while it grows: each range once, in order. Remembers little, whatever its
/// length, and yet finds when a byte came. Calls block for as long as the disk takes. Any thread, one at a time.
class ArrivalReader
{
public:
    explicit ArrivalReader(const QString &path);

    /// Looks for more. False when the file is another one: everything begins anew.
    bool refresh();
    /// The next ranges; empty at the present end, and when there is no index.
    QList<ArrivalRange> next(qsizetype most);
    /// The newest ones, whatever next() has given; their offsets count from the first of them.
    [[nodiscard]] QList<ArrivalRange> newest(qsizetype most);
    /// So many bytes of the stream are in the ranges that next() has given.
    [[nodiscard]] qint64 covered(LogStream stream) const { return m_covered.at(static_cast<std::size_t>(stream)); }
    /// How many ranges next() has still to give.
    [[nodiscard]] qint64 left() const;
    /// When that byte of the stream came in, in milliseconds since 1970; nothing when no range so far has it.
    [[nodiscard]] std::optional<qint64> timeOf(LogStream stream, qint64 offset);

private:
    /// Where the ranges stand before one of them.
    struct Mark
    {
        std::array<qint64, 2> offsets{};
    };
    bool readHeader();
    [[nodiscard]] QList<ArrivalRange> rangesAt(qint64 first, qint64 count, std::array<qint64, 2> &offsets) const;

    GrowingFile m_file;
    std::optional<qint64> m_start;
    qint64 m_ranges = 0;
    std::array<qint64, 2> m_covered{};
    /// One per group of ranges.
    std::vector<Mark> m_marks;
    /// The group that timeOf() looked into last.
    qint64 m_cachedGroup = -1;
    QList<ArrivalRange> m_cached;
};

} // namespace ca
