#include "comboitems.h"

#include <QStandardItemModel>
#include <algorithm>

namespace ca::dashboard {

void selectData(QComboBox *combo, const QVariant &value)
{
    combo->setCurrentIndex(std::max(combo->findData(value), 0));
}

void addDisabledItem(QComboBox *combo, const QString &text, const QVariant &value, const QString &why)
{
    combo->addItem(text, value);
    auto *model = qobject_cast<QStandardItemModel *>(combo->model());
    QStandardItem *item = model->item(combo->count() - 1);
    item->setEnabled(false);
    item->setToolTip(why);
}

} // namespace ca::dashboard
