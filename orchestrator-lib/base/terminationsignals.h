#pragma once

#include <QObject>
#include <QSocketNotifier>

#include "uniquefd.h"

namespace ca {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal on its own thread. One per process. A signal that was ignored when
/// the program started (nohup, a background job of a script) stays ignored.
class TerminationSignals : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    /// From here on these signals end the process at once, as they do without this object.
    ~TerminationSignals() override;

Q_SIGNALS:
    /// `signal`: the newest of them.
    void received(int signal);

private:
    UniqueFd m_fd;
    QSocketNotifier m_notifier;
};

} // namespace ca
