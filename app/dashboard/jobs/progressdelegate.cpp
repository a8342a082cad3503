#include "progressdelegate.h"

#include <QPainter>

#include "cellpainting.h"
#include "joblook.h"
#include "jobmodel.h"

namespace ca::dashboard {

namespace {

constexpr int barHeight = 3;

void paintBar(QPainter *painter, const QRect &rect, double share, const QColor &color)
{
    QColor ground = color;
    ground.setAlphaF(0.25F);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ground);
    painter->drawRoundedRect(rect, barHeight / 2.0, barHeight / 2.0);
    QRectF done = rect;
    done.setWidth(qMax(rect.width() * share, static_cast<double>(barHeight)));
    painter->setBrush(color);
    painter->drawRoundedRect(done, barHeight / 2.0, barHeight / 2.0);
}

} // namespace

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const double share = progressShare(JobModel::jobOf(index));
    painter->save();
    const QRect content = paintCellGround(painter, cell);
    const QColor color = cellColor(cell, cell.palette.color(QPalette::Text));
    if (share >= 0) {
        const int textHeight = cell.fontMetrics.height();
        const int top = content.top() + (content.height() - textHeight - barHeight - 2) / 2;
        paintCellText(painter, {content.left(), top, content.width(), textHeight}, cell, color);
        const QRect bar(content.left(), top + textHeight + 2, content.width(), barHeight);
        paintBar(painter, bar, share, cellColor(cell, accentColor(Accent::Active, cell.palette)));
    } else {
        paintCellText(painter, content, cell, color);
    }
    painter->restore();
}

} // namespace ca::dashboard
