#include "logsearch.h"

#include <QDeadlineTimer>
#include <algorithm>
#include <bit>
#include <chrono>

namespace ca::dashboard {

namespace {

using namespace std::chrono_literals;
constexpr qint64 wordBits = 64;
constexpr qint64 batchLines = 65'536;
/// A look at the clock takes as long as a short line.
constexpr qint64 linesPerLook = 32;
constexpr auto turn = 8ms;

} // namespace

LogSearch::LogSearch(LogFiles &files, LogSource source, LogMatcher matcher)
    : m_files(files)
    , m_source(source)
    , m_matcher(std::move(matcher))
{
}

bool LogSearch::advance(qint64 end)
{
    const QDeadlineTimer deadline(turn);
    while (m_next < end && !deadline.hasExpired()) {
        const qint64 begin = m_next;
        m_bits.resize(static_cast<std::size_t>(std::min(end, begin + batchLines) / wordBits + 1));
        m_files.read(m_source, begin, std::min(end - begin, batchLines), [&](LogStream, const RawLine &line) {
            if (m_matcher.isIn(line.bytes)) {
                m_bits[static_cast<std::size_t>(m_next / wordBits)] |= quint64{1} << m_next % wordBits;
                ++m_found;
            }
            ++m_next;
            return m_next % linesPerLook != 0 || !deadline.hasExpired();
        });
        if (m_next == begin)
            return false; // the file shrank: who looks next begins anew
    }
    return m_next < end;
}

std::optional<qint64> LogSearch::next(qint64 line, bool isForward) const
{
    const auto size = static_cast<qint64>(m_bits.size());
    for (qint64 word = isForward ? std::max<qint64>(line + 1, 0) / wordBits : std::min(line - 1, m_next) / wordBits;
         word >= 0 && word < size; word += isForward ? 1 : -1) {
        quint64 bits = m_bits[static_cast<std::size_t>(word)];
        const qint64 first = word * wordBits;
        if (isForward && line >= first)
            bits &= line - first >= wordBits - 1 ? 0 : ~quint64{0} << (line - first + 1);
        if (!isForward && line < first + wordBits)
            bits &= line <= first ? 0 : ~quint64{0} >> (wordBits - (line - first));
        if (bits != 0)
            return first + (isForward ? std::countr_zero(bits) : wordBits - 1 - std::countl_zero(bits));
    }
    return {};
}

qint64 LogSearch::ordinalOf(qint64 line) const
{
    qint64 ordinal = 0;
    const auto last = static_cast<std::size_t>(line / wordBits);
    for (std::size_t word = 0; word < last && word < m_bits.size(); ++word)
        ordinal += std::popcount(m_bits[word]);
    if (last < m_bits.size())
        ordinal += std::popcount(m_bits[last] & (~quint64{0} >> (wordBits - 1 - line % wordBits)));
    return ordinal;
}

QList<bool> LogSearch::marks(qint64 lines, int parts) const
{
    QList<bool> marks(parts, false);
    for (std::size_t word = 0; word < m_bits.size() && lines > 0; ++word) {
        for (quint64 bits = m_bits[word]; bits != 0; bits &= bits - 1) {
            const qint64 line = static_cast<qint64>(word) * wordBits + std::countr_zero(bits);
            marks[std::min<qint64>(line * parts / lines, parts - 1)] = true;
        }
    }
    return marks;
}

} // namespace ca::dashboard
