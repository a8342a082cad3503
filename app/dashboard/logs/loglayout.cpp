#include "loglayout.h"

#include <algorithm>

namespace ca::dashboard {

int LogLayout::partsOf(const LogLine &line) const
{
    return m_columns <= 0 ? 1 : std::max((line.width() + m_columns - 1) / m_columns, 1);
}

LogRow LogLayout::row(const LogPage &page, qsizetype index, int part) const
{
    const int width = page.lines.at(index).width();
    if (m_columns <= 0)
        return {.index = index, .part = 0, .firstCell = 0, .lastCell = width};
    return {.index = index,
            .part = part,
            .firstCell = part * m_columns,
            .lastCell = std::min((part + 1) * m_columns, width)};
}

QList<LogRow> LogLayout::from(const LogPage &page, LogTop top, int count) const
{
    QList<LogRow> rows;
    int part = top.part;
    for (qsizetype index = std::max<qint64>(top.line - page.first, 0); index < page.lines.size(); ++index, part = 0) {
        for (const int parts = partsOf(page.lines.at(index)); part < parts; ++part) {
            if (rows.size() >= count)
                return rows;
            rows.append(row(page, index, part));
        }
    }
    return rows;
}

QList<LogRow> LogLayout::last(const LogPage &page, int count) const
{
    QList<LogRow> rows;
    for (qsizetype index = page.lines.size() - 1; index >= 0; --index) {
        for (int part = partsOf(page.lines.at(index)) - 1; part >= 0; --part) {
            if (rows.size() >= count) {
                std::ranges::reverse(rows);
                return rows;
            }
            rows.append(row(page, index, part));
        }
    }
    std::ranges::reverse(rows);
    return rows;
}

int LogLayout::partsAt(const LogPage &page, qint64 line) const
{
    const qint64 index = line - page.first;
    return page.first >= 0 && index >= 0 && index < page.lines.size() ? partsOf(page.lines.at(index)) : 1;
}

LogTop LogLayout::moved(const LogPage &page, LogTop top, int rows) const
{
    for (; rows > 0; --rows) {
        if (top.part + 1 < partsAt(page, top.line))
            ++top.part;
        else
            top = {.line = top.line + 1, .part = 0};
    }
    for (; rows < 0; ++rows) {
        if (top.part > 0)
            --top.part;
        else if (top.line > 0)
            top = {.line = top.line - 1, .part = partsAt(page, top.line - 1) - 1};
    }
    return top;
}

} // namespace ca::dashboard
