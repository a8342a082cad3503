#include "trackingtcpserver.h"

namespace ca {

QTcpSocket *TrackingTcpServer::connection(const QHostAddress &peer, quint16 port) const
{
    return m_connections.value({peer, port});
}

void TrackingTcpServer::incomingConnection(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    const Peer peer(socket->peerAddress(), socket->peerPort());
    m_connections.insert(peer, socket);
    connect(socket, &QObject::destroyed, this, [this, peer] {
        if (const auto found = m_connections.constFind(peer); found != m_connections.constEnd() && found->isNull())
            m_connections.erase(found);
    });
    addPendingConnection(socket);
}

} // namespace ca
