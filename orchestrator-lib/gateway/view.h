#pragma once

#include <QObject>
#include <QUrl>
#include <memory>

#include "viewserver.h"

namespace ca {

/// One desktop or notebook that can be looked at in a browser: a port of its own on loopback, so an origin of its own,
/// and paths that nobody can guess, which end with this object. The core thread's side; destroying it cuts off who
/// looks.
class View : public QObject
{
    Q_OBJECT

public:
    ~View() override;

    /// The page; with `control`, for who may also use the desktop. A notebook has one page.
    [[nodiscard]] QUrl url(ViewerRights rights = ViewerRights::Watch) const;
    [[nodiscard]] ViewKind kind() const { return m_kind; }
    /// Connections that have a stream into the sandbox now.
    [[nodiscard]] int viewers() const { return m_viewers; }

Q_SIGNALS:
    void viewersChanged(int viewers);

private:
    friend class GatewayThread;
    View(ViewServer &server, quint16 port, const ViewSetup &setup, StreamConnector connector);
    QCoro::Task<void> connectStream(quint64 connection);

    /// On the gateway thread.
    ViewServer *m_server;
    ViewKind m_kind;
    quint16 m_port;
    QByteArray m_secret;
    QByteArray m_controlSecret;
    QByteArray m_token;
    /// Shared with the flows under way, which may outlive this.
    std::shared_ptr<StreamConnector> m_connector;
    int m_viewers = 0;
};

} // namespace ca
