// How a LogView looks.

#include <QDateTime>
#include <QLocale>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionFocusRect>

#include "accents.h"
#include "logdocument.h"
#include "logview.h"

namespace ca::dashboard {

namespace {

constexpr int markWidth = 3;
constexpr int leastDigits = 3;
constexpr int timeCells = 13;
/// What a line has on average, as long as nobody has counted.
constexpr qint64 guessedLineBytes = 40;

} // namespace

qreal LogView::gutterWidth() const
{
    const LogExtent &extent = m_document->extent();
    const qint64 lines = extent.isIndexed() ? extent.lines : std::max(extent.lines, extent.bytes / guessedLineBytes);
    const auto digits = std::max<qsizetype>(QString::number(lines).size(), leastDigits);
    return 2 * markWidth + static_cast<qreal>(digits + 1 + (m_showsTimes ? timeCells : 0)) * m_font.cell;
}

void LogView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.setFont(m_font.regular);
    if (m_rows.isEmpty() && m_document->extent().bytes == 0) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.setFont(QFont());
        const QRect room = viewport()->rect().marginsRemoved({8, 8, 8, 8});
        painter.drawText(room, static_cast<int>(Qt::AlignLeft | Qt::AlignTop) | Qt::TextWordWrap, m_placeholder);
    }
    for (qsizetype at = 0; at < m_rows.size(); ++at) {
        const qreal y = static_cast<qreal>(at) * m_font.height;
        if (y > event->rect().bottom() || y + m_font.height < event->rect().top())
            continue;
        paintGutter(painter, m_rows.at(at), y);
        paintLine(painter, m_rows.at(at), y);
    }
    if (hasFocus() && !m_selection.hasCaret()) {
        QStyleOptionFocusRect option;
        option.initFrom(viewport());
        option.rect = viewport()->rect();
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
}

void LogView::paintGutter(QPainter &painter, const LogRow &row, qreal y) const
{
    const LogPage &page = m_document->page();
    const LogLine &line = page.lines.at(row.index);
    if (line.stream == LogStream::Err)
        painter.fillRect(QRectF(0, y, markWidth, m_font.height), accentColor(Accent::ErrorOutput, palette()));
    if (row.part > 0)
        return;
    painter.setFont(m_font.regular);
    painter.setPen(secondaryText(palette()));
    qreal right = gutterWidth() - m_font.cell;
    if (m_showsTimes) {
        if (line.time > 0)
            painter.drawText(QPointF(right - (timeCells - 1) * m_font.cell, y + m_font.ascent),
                             QDateTime::fromMSecsSinceEpoch(line.time).toString(QStringLiteral("HH:mm:ss.zzz")));
        right -= timeCells * m_font.cell;
    }
    if (page.first < 0)
        return;
    const QString number = QString::number(page.first + row.index + 1);
    painter.drawText(QPointF(right - static_cast<qreal>(number.size()) * m_font.cell, y + m_font.ascent), number);
}

void LogView::paintLine(QPainter &painter, const LogRow &row, qreal y)
{
    const LogPage &page = m_document->page();
    const LogLine &line = page.lines.at(row.index);
    const qint64 number = page.first + row.index;
    RowPainter::Marks marks;
    if (page.first >= 0) {
        marks.selection = m_selection.in(number, line.text.size());
        if (m_hit && m_hit->line == number)
            marks.currentMatch = m_hit->match;
    }
    const QRectF room(gutterWidth(), y, viewport()->width() - gutterWidth(), m_font.height);
    const QPointF origin(room.left() - horizontalScrollBar()->value() * m_font.cell, y);
    painter.save();
    painter.setClipRect(room);
    RowPainter(painter, m_font, palette()).paint(line, row, marks, origin, room);
    const qreal end = origin.x() + (row.lastCell - row.firstCell) * m_font.cell;
    const bool isLast = row.lastCell == line.width();
    if (marks.selection && isLast && number < m_selection.end().line)
        painter.fillRect(QRectF(end, y, m_font.cell / 2, m_font.height), palette().color(QPalette::Highlight));
    if (isLast && line.hidden > 0)
        paintHidden(painter, line, {end + m_font.cell, y});
    if (hasFocus() && page.first >= 0 && m_selection.hasCaret() && m_selection.caret().line == number)
        paintCaret(painter, row, {origin.x(), y});
    painter.restore();
}

void LogView::paintHidden(QPainter &painter, const LogLine &line, QPointF place) const
{
    painter.setFont(m_font.regular);
    painter.setPen(secondaryText(palette()));
    painter.drawText(place + QPointF(0, m_font.ascent),
                     tr("… %1 more in this line").arg(QLocale().formattedDataSize(line.hidden, 1)));
}

void LogView::paintCaret(QPainter &painter, const LogRow &row, QPointF origin) const
{
    const LogLine &line = m_document->page().lines.at(row.index);
    const int cell = line.cellAt(std::min(m_selection.caret().unit, line.text.size()));
    const bool isHere =
        cell >= row.firstCell && (cell < row.lastCell || (cell == row.lastCell && cell == line.width()));
    if (isHere)
        painter.fillRect(QRectF(origin.x() + (cell - row.firstCell) * m_font.cell, origin.y(), 1, m_font.height),
                         palette().color(QPalette::Text));
}

} // namespace ca::dashboard
