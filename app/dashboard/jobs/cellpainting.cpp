#include "cellpainting.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>
#include <QWidget>

namespace ca::dashboard {

QRect paintCellGround(QPainter *painter, const QStyleOptionViewItem &option)
{
    const QStyle *style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    QStyleOptionViewItem ground = option;
    ground.text.clear();
    ground.icon = {};
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &option, option.widget) + 1;
    return option.rect.adjusted(margin, 0, -margin, 0);
}

QColor cellColor(const QStyleOptionViewItem &option, const QColor &color)
{
    if (!option.state.testFlag(QStyle::State_Selected))
        return color;
    const bool active = option.state.testFlag(QStyle::State_Active);
    return option.palette.color(active ? QPalette::Active : QPalette::Inactive, QPalette::HighlightedText);
}

void paintCellText(QPainter *painter, const QRect &rect, const QStyleOptionViewItem &option, const QColor &color)
{
    painter->setFont(option.font);
    painter->setPen(color);
    const QString text = option.fontMetrics.elidedText(option.text, Qt::ElideRight, rect.width());
    painter->drawText(rect, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine), text);
}

} // namespace ca::dashboard
