#pragma once

#include <QObject>
#include <QSocketNotifier>

#include "uniquefd.h"

namespace ca {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal. One per process; made before any other thread starts, since the
/// signals are blocked for all threads made later.
class TerminationSignals : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);

Q_SIGNALS:
    void received();

private:
    UniqueFd m_fd;
    QSocketNotifier m_notifier;
};

} // namespace ca
