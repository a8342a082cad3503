#include "guardedtcpserver.h"

#include <algorithm>
#include <unistd.h>

namespace ca {

using namespace Qt::StringLiterals;

GuardedTcpServer::GuardedTcpServer(HeadCheck check, GuardLimits limits, QObject *parent)
    : QTcpServer(parent)
    , m_context(std::make_shared<GuardContext>(limits, std::move(check)))
{
    setListenBacklogSize(static_cast<int>(limits.connections));
}

GuardedTcpServer::~GuardedTcpServer() = default;

GuardedSocket *GuardedTcpServer::connection(const QHostAddress &peer, quint16 port) const
{
    return m_connections.value({peer, port});
}

void GuardedTcpServer::incomingConnection(qintptr descriptor)
{
    auto socket = std::make_unique<GuardedSocket>(m_context, this);
    if (!socket->adopt(descriptor)) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    if (m_connections.size() >= m_context->limits.connections && !makeRoom())
        return turnAway(std::move(socket));
    const Peer peer(socket->peerAddress(), socket->peerPort());
    GuardedSocket *raw = socket.release();
    m_connections.insert(peer, raw);
    connect(raw, &QAbstractSocket::disconnected, this, [this, peer, raw] { forget(peer, raw); });
    connect(raw, &QObject::destroyed, this, [this, peer, raw] { forget(peer, raw); });
    addPendingConnection(raw);
}

bool GuardedTcpServer::makeRoom()
{
    const auto longest =
        std::ranges::max_element(m_connections, {}, [](const GuardedSocket *socket) { return socket->idleTime(); });
    const auto idle = longest == m_connections.end() ? std::nullopt : (*longest)->idleTime();
    if (!idle || *idle < m_context->limits.idleBeforeEviction)
        return false;
    (*longest)->cutOff();
    return true;
}

void GuardedTcpServer::turnAway(std::unique_ptr<GuardedSocket> socket)
{
    if (m_turnedAway.size() >= m_context->limits.turnedAway)
        return;
    GuardedSocket *raw = socket.release();
    m_turnedAway.insert(raw);
    connect(raw, &QAbstractSocket::disconnected, raw, &QObject::deleteLater);
    connect(raw, &QObject::destroyed, this, [this, raw] { m_turnedAway.remove(raw); });
    raw->refuse(Refusal::busy(u"the server has as many connections as it can hold: try again soon"_s));
}

void GuardedTcpServer::forget(const Peer &peer, GuardedSocket *socket)
{
    // A port may have been used again meanwhile.
    if (const auto found = m_connections.constFind(peer); found != m_connections.constEnd() && *found == socket)
        m_connections.erase(found);
}

} // namespace ca
