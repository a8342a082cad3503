#include "stepdelegate.h"

#include <QPainter>

#include "cellpainting.h"
#include "metrics.h"
#include "steplook.h"
#include "stepmodel.h"

namespace ca::dashboard {

namespace {

constexpr int durationBarHeight = 4;
constexpr int barWidth = 64;

void paintState(QPainter *painter, const QRect &content, const QStyleOptionViewItem &cell, const Step &step)
{
    const StepLook look = lookOf(step);
    const QColor color = cellColor(cell, accentColor(look.accent, cell.palette));
    const QRect place = QStyle::visualRect(
        cell.direction, content,
        {content.left(), content.top() + (content.height() - symbolSize) / 2, symbolSize, symbolSize});
    paintSymbol(painter, place, look.symbol, color);
    const QRect text = content.adjusted(symbolSize + symbolGap, 0, 0, 0);
    paintCellText(painter, QStyle::visualRect(cell.direction, content, text), cell,
                  cellColor(cell, cell.palette.color(QPalette::Text)));
}

void paintDuration(QPainter *painter, const QRect &content, const QStyleOptionViewItem &cell, double share,
                   Accent accent)
{
    const QRect ground(content.left(), content.center().y() - durationBarHeight / 2 + 1, barWidth, durationBarHeight);
    QRect bar = ground;
    bar.setWidth(qMax(qRound(barWidth * share), durationBarHeight));
    const QColor color = cellColor(cell, accentColor(accent, cell.palette));
    QColor light = color;
    light.setAlphaF(0.2F);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(light);
    painter->drawRoundedRect(QStyle::visualRect(cell.direction, content, ground), durationBarHeight / 2.0,
                             durationBarHeight / 2.0);
    painter->setBrush(color);
    painter->drawRoundedRect(QStyle::visualRect(cell.direction, content, bar), durationBarHeight / 2.0,
                             durationBarHeight / 2.0);
    painter->setPen(cellColor(cell, cell.palette.color(QPalette::Text)));
    painter->setFont(cell.font);
    painter->drawText(content, static_cast<int>(Qt::AlignVCenter | Qt::AlignTrailing | Qt::TextSingleLine), cell.text);
}

} // namespace

void StepDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.column() != StepModel::StateColumn && index.column() != StepModel::DurationColumn)
        return RowDelegate::paint(painter, option, index);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    cell.font.setFeature("tnum", 1);
    painter->save();
    const QRect content = paintCellGround(painter, cell);
    const Step step = index.data(StepModel::StepRole).value<Step>();
    if (index.column() == StepModel::StateColumn)
        paintState(painter, content, cell, step);
    else
        paintDuration(painter, content, cell, index.data(StepModel::ShareRole).toDouble(), lookOf(step).accent);
    painter->restore();
}

QSize StepDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QSize size = RowDelegate::sizeHint(option, index);
    size.setHeight(qMax(size.height(), symbolSize + symbolGap));
    if (index.column() == StepModel::StateColumn)
        size.rwidth() += symbolSize + 2 * symbolGap;
    else if (index.column() == StepModel::DurationColumn)
        size.rwidth() += barWidth + 2 * symbolGap;
    return size;
}

} // namespace ca::dashboard
