#pragma once

#include <QStyledItemDelegate>

namespace ca::dashboard {

/// For cells in a list of whole rows: the row shows where the focus is, so no cell has a frame of its own.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

} // namespace ca::dashboard
