#include "statusdelegate.h"

#include <QPainter>

#include "cellpainting.h"
#include "joblook.h"
#include "jobmodel.h"
#include "metrics.h"

namespace ca::dashboard {

namespace {

} // namespace

void StatusDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const JobLook look = lookOf(JobModel::jobOf(index));
    painter->save();
    const QRect content = paintCellGround(painter, cell);
    const QColor color = cellColor(cell, accentColor(look.accent, cell.palette));
    const QRect place(content.left(), content.top(), symbolSize, content.height());
    const QRect logical = QStyle::visualRect(cell.direction, content, place);
    paintSymbol(painter, logical, look.symbol, color);
    const QRect text = content.adjusted(symbolSize + symbolGap, 0, 0, 0);
    paintCellText(painter, QStyle::visualRect(cell.direction, content, text), cell, color);
    painter->restore();
}

QSize StatusDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = RowDelegate::sizeHint(option, index);
    return {size.width() + symbolSize + symbolGap + 2, qMax(size.height(), symbolSize + symbolGap)};
}

} // namespace ca::dashboard
