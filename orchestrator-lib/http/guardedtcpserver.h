#pragma once

#include <QHash>
#include <QHostAddress>
#include <QSet>
#include <QTcpServer>
#include <memory>

#include "guardcontext.h"
#include "guardedsocket.h"

namespace ca {

/// The TCP server to give to QAbstractHttpServer::bind(): its connections are guarded, and their number is bounded. At
/// the bound whoever has been idle for longest makes room; when nobody is idle, the newcomer is told to come back.
class GuardedTcpServer : public QTcpServer
{
    Q_OBJECT

public:
    explicit GuardedTcpServer(HeadCheck check = {}, GuardLimits limits = {}, QObject *parent = nullptr);
    ~GuardedTcpServer() override;

    /// The connection behind a request: QHttpServer tells neither that a client has gone nor how much is still to be
    /// sent. Null when it is gone. Not owned by the caller.
    [[nodiscard]] GuardedSocket *connection(const QHostAddress &peer, quint16 port) const;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    using Peer = std::pair<QHostAddress, quint16>;

    bool makeRoom();
    void turnAway(std::unique_ptr<GuardedSocket> socket);
    void forget(const Peer &peer, GuardedSocket *socket);

    std::shared_ptr<GuardContext> m_context;
    QHash<Peer, GuardedSocket *> m_connections;
    QSet<QObject *> m_turnedAway;
};

} // namespace ca
