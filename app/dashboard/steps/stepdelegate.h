#pragma once

#include "rowdelegate.h"

namespace ca::dashboard {

/// Paints a step's state with its symbol, and its duration with a bar behind the number.
class StepDelegate : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace ca::dashboard
