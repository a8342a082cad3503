#pragma once

#include <QObject>

namespace ca {

/// For what must not be deleted from within its own signals.
struct LaterDeleter
{
    void operator()(QObject *object) const { object->deleteLater(); }
};

} // namespace ca
