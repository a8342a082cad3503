#include "viewserver.h"

#include <algorithm>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace ca {

ViewServer::ViewServer(UniqueFd listener, quint16 port, ViewSetup setup, PipePool &pipes)
    : m_listener(std::move(listener))
    , m_context{.setup = std::move(setup), .policy = CallerPolicy(port), .headLimits = {}, .pipes = pipes}
{
}

void ViewServer::start()
{
    m_notifier = new QSocketNotifier(m_listener.get(), QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &ViewServer::accept);
}

void ViewServer::accept()
{
    while (true) {
        UniqueFd client(::accept4(m_listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (!client.isValid())
            return;
        if (m_connections.size() < m_context.setup.limits.connections)
            add(std::move(client));
    }
}

void ViewServer::add(UniqueFd client)
{
    const int yes = 1; // a key that is pressed must not wait for the next
    ::setsockopt(client.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const quint64 number = ++m_last;
    auto *connection = new ViewConnection(std::move(client), m_context);
    connection->setParent(this);
    m_connections.insert(number, connection);
    connect(connection, &ViewConnection::streamWanted, this, [this, number] { Q_EMIT streamWanted(number); });
    connect(connection, &ViewConnection::viewerCame, this, &ViewServer::countViewers);
    connect(connection, &ViewConnection::closed, this, [this, number] { remove(number); });
}

void ViewServer::remove(quint64 connection)
{
    m_connections.take(connection)->deleteLater(); // it may be what calls
    countViewers();
}

void ViewServer::countViewers()
{
    const auto viewers = static_cast<int>(std::ranges::count_if(m_connections, &ViewConnection::isViewer));
    if (std::exchange(m_viewers, viewers) != viewers)
        Q_EMIT viewersChanged(viewers);
}

void ViewServer::takeStream(quint64 connection, UniqueFd stream)
{
    if (ViewConnection *found = m_connections.value(connection))
        found->takeStream(std::move(stream));
}

void ViewServer::refuseStream(quint64 connection, const QString &sentence)
{
    if (ViewConnection *found = m_connections.value(connection))
        found->refuseStream(sentence.toUtf8());
}

} // namespace ca
