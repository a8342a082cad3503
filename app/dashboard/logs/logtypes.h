#pragma once

#include <QList>
#include <QMetaType>
#include <QString>
#include <cstdint>

#include "logstream.h"
#include "textstyle.h"

namespace ca::dashboard {

/// Which of a job's lines are shown; both streams together in the order in which their lines began.
enum class LogSource : std::uint8_t { Both, Out, Err };

/// A part of a line's text, in UTF-16 units.
struct TextSpan
{
    qsizetype begin = 0;
    qsizetype length = 0;

    bool operator==(const TextSpan &) const = default;
};

struct StyledSpan
{
    TextSpan span;
    TextStyle style;

    bool operator==(const StyledSpan &) const = default;
};

/// A line as it is shown: what is drawn is what is copied.
struct LogLine
{
    LogStream stream = LogStream::Out;
    /// When it began, in milliseconds since 1970; 0: not known.
    qint64 time = 0;
    QString text = {};
    /// What does not look like the rest, in order.
    QList<StyledSpan> styles = {};
    /// Where each UTF-16 unit begins, in cells, and where the last one ends; empty when each takes one cell.
    QList<int> cells = {};
    /// Where the text looked for is.
    QList<TextSpan> matches = {};
    /// Bytes of the line that are not shown.
    qint64 hidden = 0;

    /// The cell in which that unit begins.
    [[nodiscard]] int cellAt(qsizetype unit) const { return cells.isEmpty() ? static_cast<int>(unit) : cells.at(unit); }
    [[nodiscard]] int width() const { return cellAt(text.size()); }
    /// The unit that is drawn in that cell; the text's end behind it.
    [[nodiscard]] qsizetype unitAt(int cell) const;
};

/// How much there is.
struct LogExtent
{
    /// Lines of the source that is shown, as far as they are indexed.
    qint64 lines = 0;
    qint64 bytes = 0;
    qint64 indexedBytes = 0;
    bool hasErrors = false;

    [[nodiscard]] bool isIndexed() const { return indexedBytes >= bytes; }
};

/// What the view wants to show. It gets a page at once, and another one whenever that changes.
struct LogViewport
{
    /// Counts up; a page names the viewport it is for.
    int serial = 0;
    LogSource source = LogSource::Both;
    /// The last lines, always; else `first` is the first one.
    bool isFollowing = true;
    qint64 first = 0;
    qint64 count = 0;
};

/// Lines that follow each other.
struct LogPage
{
    /// Counts up with every job; answers for earlier ones are stale.
    int generation = 0;
    int serial = 0;
    LogExtent extent = {};
    /// -1: the log's end before it is indexed; its lines have no numbers yet.
    qint64 first = 0;
    /// The lines are of use; else only the extent is.
    bool hasLines = false;
    QList<LogLine> lines = {};
    /// Why the log cannot be read; else empty.
    QString error = {};
};

/// What is looked for.
struct LogQuery
{
    QString text = {};
    bool isRegex = false;
    bool matchesCase = false;

    bool operator==(const LogQuery &) const = default;
};

/// What has been found so far.
struct LogHits
{
    int generation = 0;
    /// Lines with matches.
    qint64 lines = 0;
    /// Everything has been looked through.
    bool isComplete = false;
    /// 0 … 100.
    int percent = 0;
    /// The log from top to bottom in equal parts: whether there is a match.
    QList<bool> marks = {};
    /// Why the query cannot be looked for; else empty.
    QString error = {};
};

/// A line with a match, for who asked for the next one.
struct LogHit
{
    int generation = 0;
    /// -1: there is none.
    qint64 line = -1;
    /// Among all lines with matches, from 1.
    qint64 ordinal = 0;
    TextSpan match = {};
};

/// A place in the log: before a unit of a line's text.
struct LogPosition
{
    qint64 line = 0;
    qsizetype unit = 0;

    auto operator<=>(const LogPosition &) const = default;
};

} // namespace ca::dashboard

Q_DECLARE_METATYPE(ca::dashboard::LogPage)
Q_DECLARE_METATYPE(ca::dashboard::LogHits)
Q_DECLARE_METATYPE(ca::dashboard::LogHit)
