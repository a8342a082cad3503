#pragma once

#include <QHash>
#include <QObject>
#include <QSocketNotifier>

#include "error.h"
#include "viewconnection.h"

namespace ca {

/// One view's port and its connections. Made on the core thread and then moved to the gateway thread, where everything
/// else happens; its signals arrive on the core thread.
class ViewServer : public QObject
{
    Q_OBJECT

public:
    /// The listener is open on `port` already; files and pipes belong to the gateway thread.
    ViewServer(UniqueFd listener, quint16 port, ViewSetup setup, PipePool &pipes);

    /// Begins to accept.
    void start();
    void takeStream(quint64 connection, UniqueFd stream);
    void refuseStream(quint64 connection, const QString &sentence);

Q_SIGNALS:
    void streamWanted(quint64 connection);
    /// How many look now.
    void viewersChanged(int viewers);

private:
    void accept();
    void add(UniqueFd client);
    void remove(quint64 connection);
    void countViewers();

    UniqueFd m_listener;
    ViewContext m_context;
    QSocketNotifier *m_notifier = nullptr;
    QHash<quint64, ViewConnection *> m_connections;
    quint64 m_last = 0;
    int m_viewers = 0;
};

} // namespace ca
