#include "texttable.h"

#include <algorithm>

#include "displaywidth.h"
#include "harmless.h"

namespace ca::cli {

namespace {
constexpr int gap = 2;
constexpr int leastLastColumn = 10;
} // namespace

TextTable::TextTable(const QStringList &header)
{
    QList<Cell> row;
    for (const QString &title : header)
        row.append({.text = title, .style = Style::Bold});
    m_rows.append(row);
}

void TextTable::add(const QList<Cell> &row)
{
    QList<Cell> clean;
    for (const Cell &cell : row)
        clean.append({.text = harmless(cell.text), .style = cell.style});
    m_rows.append(clean);
}

QString TextTable::render(int width, bool withColours) const
{
    const qsizetype last = m_rows.first().size() - 1;
    QList<int> widths(last + 1, 0);
    for (const QList<Cell> &row : m_rows) {
        for (qsizetype i = 0; i < last; ++i)
            widths[i] = std::max(widths[i], displayWidth(row.at(i).text));
    }
    int used = 0;
    for (qsizetype i = 0; i < last; ++i)
        used += widths[i] + gap;
    QString out;
    for (const QList<Cell> &row : m_rows) {
        for (qsizetype i = 0; i <= last; ++i) {
            const Cell &cell = row.at(i);
            const QString text =
                i == last && width > 0 ? elided(cell.text, std::max(width - used, leastLastColumn)) : cell.text;
            out += withColours ? styled(text, cell.style) : text;
            if (i < last)
                out += QString(widths[i] + gap - displayWidth(cell.text), u' ');
        }
        out += u'\n';
    }
    return out;
}

} // namespace ca::cli
