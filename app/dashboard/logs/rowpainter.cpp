#include "rowpainter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "accents.h"

namespace ca::dashboard {

namespace {

constexpr int sampleLength = 100;
constexpr char16_t lastEven = 0x24f;

bool isWithin(qsizetype unit, const TextSpan &span)
{
    return unit >= span.begin && unit < span.begin + span.length;
}

bool isWithin(qsizetype unit, const std::optional<TextSpan> &span)
{
    return span && isWithin(unit, *span);
}

/// A sign that a fixed font has itself, in one cell.
bool isCommon(QChar sign)
{
    return sign.unicode() <= lastEven && sign != u'\t';
}

/// The nearest edge of the span after `unit`, if that is before `end`.
void cutAt(qsizetype unit, const TextSpan &span, qsizetype &end)
{
    for (const qsizetype edge : {span.begin, span.begin + span.length}) {
        if (edge > unit)
            end = std::min(end, edge);
    }
}

} // namespace

LogFont::LogFont(const QFont &font)
    : regular(font)
    , bold(font)
{
    regular.setKerning(false);
    regular.setStyleHint(QFont::TypeWriter);
    bold = regular;
    bold.setBold(true);
    const QFontMetricsF metrics(regular);
    const QString sample(sampleLength, u'x');
    cell = metrics.horizontalAdvance(sample) / sampleLength;
    ascent = std::ceil(metrics.ascent());
    height = std::max(std::ceil(metrics.lineSpacing()), ascent + std::ceil(metrics.descent()) + 1);
    isBoldEven = std::abs(QFontMetricsF(bold).horizontalAdvance(sample) / sampleLength - cell) < 0.01;
}

RowPainter::RowPainter(QPainter &painter, const LogFont &font, const QPalette &palette)
    : m_painter(painter)
    , m_font(font)
    , m_palette(palette)
{
    m_painter.setLayoutDirection(Qt::LeftToRight);
}

void RowPainter::paint(const LogLine &line, const LogRow &row, const Marks &marks, QPointF origin, const QRectF &clip)
{
    const auto cellAt = [this, origin, &row](qreal x) {
        return row.firstCell + static_cast<int>(std::max(std::floor((x - origin.x()) / m_font.cell), 0.0));
    };
    // A wide sign that does not fit at the end of a row stands there all the same.
    qsizetype begin = line.unitAt(cellAt(clip.left()));
    while (begin < line.text.size() && line.cellAt(begin) < row.firstCell)
        ++begin;
    const int lastCell = std::min(row.lastCell, cellAt(clip.right()) + 1);
    qsizetype end = lastCell >= line.width() ? line.text.size() : line.unitAt(lastCell);
    while (end < line.text.size() && line.cellAt(end) < lastCell)
        ++end;
    for (qsizetype unit = begin; unit < end;) {
        const Piece piece = pieceAt(line, marks, unit, end);
        drawPiece(line, piece, origin, row.firstCell);
        unit = piece.span.begin + piece.span.length;
    }
}

/// What looks the same from `begin` on.
RowPainter::Piece RowPainter::pieceAt(const LogLine &line, const Marks &marks, qsizetype begin, qsizetype end) const
{
    Piece piece;
    bool isMatch = false;
    const auto match = std::ranges::upper_bound(line.matches, begin, {}, &TextSpan::begin);
    if (match != line.matches.cbegin()) {
        isMatch = isWithin(begin, *std::prev(match));
        cutAt(begin, *std::prev(match), end);
    }
    if (match != line.matches.cend())
        cutAt(begin, *match, end);
    for (const std::optional<TextSpan> &mark : {marks.selection, marks.currentMatch}) {
        if (mark)
            cutAt(begin, *mark, end);
    }
    const auto styled =
        std::ranges::upper_bound(line.styles, begin, {}, [](const StyledSpan &one) { return one.span.begin; });
    if (styled != line.styles.cbegin() && isWithin(begin, std::prev(styled)->span)) {
        piece.style = std::prev(styled)->style;
        cutAt(begin, std::prev(styled)->span, end);
    }
    if (styled != line.styles.cend())
        cutAt(begin, styled->span, end);
    piece.span = {.begin = begin, .length = end - begin};
    const bool isError = line.stream == LogStream::Err;
    const QColor text = isError ? accentColor(Accent::ErrorOutput, m_palette) : m_palette.color(QPalette::Text);
    if (isWithin(begin, marks.selection))
        piece.ink = {.text = m_palette.color(QPalette::HighlightedText),
                     .ground = m_palette.color(QPalette::Highlight)};
    else if (isMatch)
        piece.ink = {.text = m_palette.color(QPalette::Text),
                     .ground = matchGround(m_palette, isWithin(begin, marks.currentMatch))};
    else
        piece.ink = inkOf(piece.style, text, m_palette);
    return piece;
}

void RowPainter::drawPiece(const LogLine &line, const Piece &piece, QPointF origin, int firstCell)
{
    const int begin = line.cellAt(piece.span.begin) - firstCell;
    const int end = line.cellAt(piece.span.begin + piece.span.length) - firstCell;
    const QRectF place(origin.x() + begin * m_font.cell, origin.y(), (end - begin) * m_font.cell, m_font.height);
    if (piece.ink.ground.isValid())
        m_painter.fillRect(place, piece.ink.ground);
    m_painter.setPen(piece.ink.text);
    drawText(line, piece, origin, firstCell);
    const qreal below = origin.y() + m_font.ascent + 2;
    if (piece.style.isUnderlined)
        m_painter.drawLine(QPointF(place.left(), below), QPointF(place.right() - 1, below));
    if (piece.style.isStruckOut)
        m_painter.drawLine(QPointF(place.left(), below - m_font.ascent / 2),
                           QPointF(place.right() - 1, below - m_font.ascent / 2));
}

// Common letters together, other signs one by one: their fonts have widths of their own.
void RowPainter::drawText(const LogLine &line, const Piece &piece, QPointF origin, int firstCell)
{
    QFont font = piece.style.isBold ? m_font.bold : m_font.regular;
    font.setItalic(piece.style.isItalic);
    m_painter.setFont(font);
    const bool isEven = (!piece.style.isBold || m_font.isBoldEven) && !piece.style.isItalic;
    const qsizetype end = piece.span.begin + piece.span.length;
    for (qsizetype unit = piece.span.begin; unit < end;) {
        const int cell = line.cellAt(unit);
        qsizetype next = unit + 1;
        while (isEven && isCommon(line.text[unit]) && next < end && isCommon(line.text[next]) &&
               line.cellAt(next) == cell + (next - unit))
            ++next;
        if (line.text[unit].isHighSurrogate() && next < end && line.text[next].isLowSurrogate())
            ++next;
        while (next < end && line.text[next].isMark())
            ++next;
        const QStringView sign = QStringView(line.text).sliced(unit, next - unit);
        if (sign != u"\t" && sign != u" ")
            m_painter.drawText(QPointF(origin.x() + (cell - firstCell) * m_font.cell, origin.y() + m_font.ascent),
                               sign.toString());
        unit = next;
    }
}

} // namespace ca::dashboard
