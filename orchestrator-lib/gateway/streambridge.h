#pragma once

#include <QObject>
#include <memory>

#include "watchedsocket.h"

namespace ca {

/// One client's connection with the stream into the sandbox behind it, once both are there. Lives on the gateway
/// thread, like what it owns.
class StreamBridge : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0;

Q_SIGNALS:
    /// It is over and may be deleted (later). Emitted once.
    void closed();
};

} // namespace ca
