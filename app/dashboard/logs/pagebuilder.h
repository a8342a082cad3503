#pragma once

#include <array>

#include "linebuilder.h"
#include "logfiles.h"

namespace ca::dashboard {

class LogMatcher;

/// Makes lines of files into lines to show.
class PageBuilder
{
public:
    /// The files outlive it.
    explicit PageBuilder(LogFiles &files)
        : m_files(files)
    {
    }

    /// `matcher` may be null.
    [[nodiscard]] QList<LogLine> lines(LogSource source, qint64 first, qint64 count, const LogMatcher *matcher);
    /// The log's end before it is indexed.
    [[nodiscard]] QList<LogLine> tail(LogSource source, qint64 count);

private:
    qint64 addRun(const LineRun &run, qint64 count, QList<LogLine> &lines);

    LogFiles &m_files;
    LineBuilder m_builder;
    /// Per stream: what follows its styles, and the line whose begin that stands at.
    std::array<AnsiParser, 2> m_parsers;
    std::array<qint64, 2> m_parsed{-1, -1};
};

} // namespace ca::dashboard
