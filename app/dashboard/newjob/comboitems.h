#pragma once

#include <QComboBox>

namespace ca::dashboard {

/// Selects the item with this data; the first one where there is none.
void selectData(QComboBox *combo, const QVariant &value);
/// Adds an item that cannot be chosen; `why` is its tool tip. The combo's model is its own.
void addDisabledItem(QComboBox *combo, const QString &text, const QVariant &value, const QString &why);

} // namespace ca::dashboard
