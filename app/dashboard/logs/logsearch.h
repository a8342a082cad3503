#pragma once

#include <optional>
#include <vector>

#include "logfiles.h"
#include "logmatcher.h"

namespace ca::dashboard {

/// Looks a query up in a log, a part at a time. Remembers one bit per line: 1.2 MiB for 10,000,000 lines.
class LogSearch
{
public:
    /// The files outlive the search.
    LogSearch(LogFiles &files, LogSource source, LogMatcher matcher);

    /// Looks through more lines, up to before `end`, for a few milliseconds; true when it has not got there.
    bool advance(qint64 end);
    /// Lines that have been looked through.
    [[nodiscard]] qint64 searched() const { return m_next; }
    /// Lines that have it.
    [[nodiscard]] qint64 found() const { return m_found; }
    /// The nearest line after (before) `line` that has it, of those that have been looked through.
    [[nodiscard]] std::optional<qint64> next(qint64 line, bool isForward) const;
    /// How many lines have it up to `line`, this one included.
    [[nodiscard]] qint64 ordinalOf(qint64 line) const;
    /// Whether a part of the log has it, for `parts` equal ones of `lines`.
    [[nodiscard]] QList<bool> marks(qint64 lines, int parts) const;
    [[nodiscard]] const LogMatcher &matcher() const { return m_matcher; }

private:
    LogFiles &m_files;
    LogSource m_source;
    LogMatcher m_matcher;
    /// A bit per line.
    std::vector<quint64> m_bits;
    qint64 m_next = 0;
    qint64 m_found = 0;
};

} // namespace ca::dashboard
