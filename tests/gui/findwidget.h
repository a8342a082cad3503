#pragma once

#include <QWidget>

namespace ca::dashboard {

/// The widget of this name below another one; null when there is none.
template <typename Widget>
Widget *find(const QWidget *in, const QString &name)
{
    return in->findChild<Widget *>(name);
}

} // namespace ca::dashboard
