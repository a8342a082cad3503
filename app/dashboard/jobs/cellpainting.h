#pragma once

#include <QColor>
#include <QRect>
#include <QStyleOptionViewItem>

class QPainter;

namespace ca::dashboard {

/// Paints a cell's ground (selection, hover, focus) as the style does and returns the place for its content.
QRect paintCellGround(QPainter *painter, const QStyleOptionViewItem &option);

/// `color`, or the palette's colour on a selected row, where only that one can be read.
QColor cellColor(const QStyleOptionViewItem &option, const QColor &color);

/// One line, elided at the end.
void paintCellText(QPainter *painter, const QRect &rect, const QStyleOptionViewItem &option, const QColor &color);

} // namespace ca::dashboard
