#pragma once

#include "logtypes.h"

namespace ca::dashboard {

/// A row of the view: a line, or a part of one that is wrapped.
struct LogRow
{
    /// In the page.
    qsizetype index = 0;
    /// Which of the line's rows.
    int part = 0;
    /// The cells that it shows.
    int firstCell = 0;
    int lastCell = 0;
};

/// Where a view begins.
struct LogTop
{
    qint64 line = 0;
    int part = 0;

    auto operator<=>(const LogTop &) const = default;
};

/// Puts a page's lines on rows; plain arithmetic, since every cell has one width.
class LogLayout
{
public:
    /// `columns`: what fits on a row; 0: lines are not wrapped.
    explicit LogLayout(int columns)
        : m_columns(columns)
    {
    }

    [[nodiscard]] int partsOf(const LogLine &line) const;
    /// The rows from there on, `count` at most.
    [[nodiscard]] QList<LogRow> from(const LogPage &page, LogTop top, int count) const;
    /// The last rows of the page, `count` at most.
    [[nodiscard]] QList<LogRow> last(const LogPage &page, int count) const;
    /// So many rows further down, or up; a line that is not in the page counts as one row.
    [[nodiscard]] LogTop moved(const LogPage &page, LogTop top, int rows) const;

private:
    [[nodiscard]] LogRow row(const LogPage &page, qsizetype index, int part) const;
    [[nodiscard]] int partsAt(const LogPage &page, qint64 line) const;

    int m_columns;
};

} // namespace ca::dashboard
