#pragma once

#include <QFont>
#include <QPalette>
#include <optional>

#include "ansicolors.h"
#include "loglayout.h"

class QPainter;

namespace ca::dashboard {

/// What there is to know of a font for text in cells of one width.
struct LogFont
{
    explicit LogFont(const QFont &font);

    QFont regular;
    QFont bold;
    qreal cell = 1;
    qreal height = 1;
    qreal ascent = 1;
    /// Bold text keeps to the cells by itself.
    bool isBoldEven = false;
};

/// Draws rows of a log: each sign in its cell, from left to right, whatever it is.
class RowPainter
{
public:
    RowPainter(QPainter &painter, const LogFont &font, const QPalette &palette);

    /// What of a line is marked.
    struct Marks
    {
        std::optional<TextSpan> selection = {};
        std::optional<TextSpan> currentMatch = {};
    };
    /// Draws what is to be seen of the row in `clip`; cell 0 of the row is at `origin`.
    void paint(const LogLine &line, const LogRow &row, const Marks &marks, QPointF origin, const QRectF &clip);

private:
    struct Piece
    {
        TextSpan span;
        TextStyle style;
        TextInk ink;
    };
    [[nodiscard]] Piece pieceAt(const LogLine &line, const Marks &marks, qsizetype begin, qsizetype end) const;
    void drawPiece(const LogLine &line, const Piece &piece, QPointF origin, int firstCell);
    void drawText(const LogLine &line, const Piece &piece, QPointF origin, int firstCell);

    QPainter &m_painter;
    const LogFont &m_font;
    const QPalette &m_palette;
};

} // namespace ca::dashboard
