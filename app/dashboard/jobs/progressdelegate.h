#pragma once

#include "rowdelegate.h"

namespace ca::dashboard {

/// Paints how far a job is: a line of text and, while it runs, a thin bar below.
class ProgressDelegate : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace ca::dashboard
