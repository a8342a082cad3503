#include "jobproxy.h"

#include <cerrno>
#include <chrono>
#include <sys/socket.h>

#include "proxyconnection.h"

namespace ca {

using namespace std::chrono_literals;

namespace {
constexpr auto pauseWithoutFiles = 200ms;
constexpr auto newsInterval = 200ms;
} // namespace

JobProxy::JobProxy(Parts parts)
    : m_parts(std::move(parts))
    , m_lookups(m_parts.lookups)
    , m_decisions(*m_parts.counters)
    , m_context{.policy = m_parts.policy,
                .routes = m_parts.routes,
                .lookups = m_lookups,
                .pipes = m_parts.pipes,
                .counters = *m_parts.counters,
                .decisions = m_decisions,
                .patience = m_parts.patience}
    , m_pause(this)
    , m_news(this)
{
    m_lookups.setParent(this); // so that they change threads together
    m_decisions.setParent(this);
    for (QTimer *timer : {&m_pause, &m_news})
        timer->setSingleShot(true);
    m_pause.setInterval(pauseWithoutFiles);
    m_news.setInterval(newsInterval);
    connect(&m_pause, &QTimer::timeout, this, &JobProxy::updateListening);
    connect(&m_news, &QTimer::timeout, this, &JobProxy::moved);
    connect(&m_decisions, &DecisionLog::decided, this, &JobProxy::decided);
    connect(&m_decisions, &DecisionLog::noted, this, &JobProxy::announceSoon);
}

JobProxy::~JobProxy()
{
    // Here and not as children: they use what goes with this object.
    for (ProxyConnection *connection : m_connections)
        delete connection;
}

void JobProxy::start()
{
    m_incoming = std::make_unique<QSocketNotifier>(m_parts.listener.get(), QSocketNotifier::Read);
    connect(m_incoming.get(), &QSocketNotifier::activated, this, &JobProxy::accept);
}

void JobProxy::allow(const HostRule &rule)
{
    m_parts.policy = m_parts.policy.with(rule);
}

void JobProxy::announceSoon()
{
    if (!m_news.isActive())
        m_news.start();
}

void JobProxy::accept()
{
    while (m_connections.size() < mostConnections) {
        UniqueFd client(::accept4(m_parts.listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (!client.isValid()) {
            if (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS)
                m_pause.start();
            break;
        }
        auto *connection = new ProxyConnection(std::move(client), m_context);
        m_connections.insert(connection);
        connect(connection, &ProxyConnection::closed, this, [this, connection] { remove(connection); });
        connect(connection, &ProxyConnection::moved, this, &JobProxy::announceSoon);
    }
    updateListening();
}

void JobProxy::remove(ProxyConnection *connection)
{
    m_connections.erase(connection);
    connection->deleteLater(); // it is what calls
    updateListening();
}

void JobProxy::updateListening()
{
    m_incoming->setEnabled(m_connections.size() < mostConnections && !m_pause.isActive());
}

} // namespace ca
