#pragma once

#include <QMetaType>
#include <QString>

namespace ca::dashboard {

/// Whether sandboxes can be made on this system.
struct EngineState
{
    QString name;
    /// Cause and fix; empty when all is well.
    QString error;
};

} // namespace ca::dashboard

Q_DECLARE_METATYPE(ca::dashboard::EngineState)
