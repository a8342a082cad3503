#pragma once

#include <QHash>
#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

namespace ca {

/// A TCP server that can name the socket behind a request: QHttpServer tells neither that a client has gone nor how
/// much is still to be sent.
class TrackingTcpServer : public QTcpServer
{
    Q_OBJECT

public:
    using QTcpServer::QTcpServer;

    /// Null when it is gone. Not owned by the caller.
    [[nodiscard]] QTcpSocket *connection(const QHostAddress &peer, quint16 port) const;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    using Peer = std::pair<QHostAddress, quint16>;
    QHash<Peer, QPointer<QTcpSocket>> m_connections;
};

} // namespace ca
