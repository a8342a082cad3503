#include "commanddelegate.h"

#include <QApplication>
#include <QPainter>

#include "accents.h"
#include "commandmodel.h"

namespace ca::dashboard {

namespace {

constexpr int padding = 6;

} // namespace

void CommandDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem whole = option;
    initStyleOption(&whole, index);
    whole.text.clear();
    const QStyle *style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &whole, painter, option.widget);

    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
    const auto group = isEnabled ? QPalette::Active : QPalette::Disabled;
    const QColor text = option.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text);
    const QColor quiet = isSelected || !isEnabled ? text : secondaryText(option.palette);
    const QRect line = option.rect.adjusted(padding, 0, -padding, 0);
    const QFontMetrics &metrics = option.fontMetrics;
    const auto draw = [&](const QRect &rect, const QString &what, const QColor &color, Qt::Alignment side) {
        painter->setPen(color);
        const QRect visual = QStyle::visualRect(option.direction, line, rect);
        painter->drawText(visual, int(QStyle::visualAlignment(option.direction, side) | Qt::AlignVCenter),
                          metrics.elidedText(what, Qt::ElideRight, rect.width()));
    };
    painter->save();
    painter->setFont(option.font);
    const QString key = index.data(CommandModel::KeyRole).toString();
    const int keyWidth = key.isEmpty() ? 0 : metrics.horizontalAdvance(key) + padding;
    draw(QRect(line.right() - keyWidth + 1, line.top(), keyWidth, line.height()), key, quiet, Qt::AlignRight);
    const QString name = index.data().toString();
    const int room = line.width() - keyWidth - 2 * padding;
    const int nameWidth = qMin(room, metrics.horizontalAdvance(name) + 1);
    draw(QRect(line.left(), line.top(), nameWidth, line.height()), name, text, Qt::AlignLeft);
    const int pathLeft = nameWidth + 2 * padding;
    if (pathLeft < room)
        draw(QRect(line.left() + pathLeft, line.top(), room - pathLeft, line.height()),
             index.data(CommandModel::PathRole).toString(), quiet, Qt::AlignLeft);
    painter->restore();
}

QSize CommandDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex & /*index*/) const
{
    return {option.fontMetrics.averageCharWidth() * 20, option.fontMetrics.height() + 2 * padding};
}

} // namespace ca::dashboard
