#include "engineconnection.h"

#include <QCoroSignal>
#include <QCoroTimer>
#include <QDeadlineTimer>
#include <QLoggingCategory>

namespace ca {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcConnection, "ca.docker")

constexpr auto eventsTimeout = 10s;
constexpr std::chrono::milliseconds soon = 1s;

} // namespace

EngineConnection::EngineConnection(const EngineAddress &address, const QString &dataDir)
    : m_client(std::make_shared<EngineClient>(address))
    , m_containers(std::make_shared<OwnContainers>(m_client, dataDir))
    , m_events(*m_client, m_containers->label())
{
    QObject::connect(&m_events, &EngineEvents::lost, &m_events, [this](const QString &reason) { lose(reason); });
    // A restart leaves containers stopped that nobody waits for.
    QObject::connect(&m_events, &EngineEvents::connected, &m_events, [this] { m_containers->removeStrays(); });
    m_again.setSingleShot(true);
    QObject::connect(&m_again, &QTimer::timeout, &m_events, [this] { removeWhenReached(); });
}

void EngineConnection::stop()
{
    m_events.stop();
    m_again.stop();
}

void EngineConnection::lose(const QString &reason)
{
    qCInfo(lcConnection).noquote() << "lost" << address().text() << reason;
    m_facts.reset(); // a restart may bring another version
    if (!m_containers->keepsAny())
        m_events.stop();
}

QCoro::Task<Result<void>> EngineConnection::connect()
{
    const auto self = shared_from_this();
    if (!m_facts) {
        auto found = co_await m_client->connect();
        if (!found)
            co_return failure(found.error());
        m_facts = *found;
    }
    co_return {};
}

QCoro::Task<Result<void>> EngineConnection::ready()
{
    const auto self = shared_from_this();
    if (auto connected = co_await connect(); !connected)
        co_return connected;
    if (m_events.isConnected())
        co_return {};
    m_events.start();
    if (!m_events.isConnected() && !co_await qCoro(&m_events, &EngineEvents::connected, eventsTimeout))
        co_return failure(address().unreachable(u"it tells no events"_s));
    co_return co_await connect(); // it may have been lost meanwhile, and what it said of itself with it
}

QCoro::Task<Result<bool>> EngineConnection::readyInTime(QString job, std::chrono::seconds patience,
                                                        std::function<void(const QString &)> told)
{
    const auto self = shared_from_this();
    const QDeadlineTimer deadline(patience);
    bool wasAway = false;
    QTimer wait;
    wait.setSingleShot(true);
    m_waits.insert(job, &wait);
    auto isReady = co_await ready();
    while (!isReady && m_containers->keeps(job) && !deadline.hasExpired()) {
        if (!std::exchange(wasAway, true))
            told(u"%1 The job waits for it up to %2 s."_s.arg(isReady.error().message).arg(patience.count()));
        // Nothing tells that an engine is back: its events need a version of the API, which it has to say first.
        wait.start(soon);
        co_await wait;
        isReady = co_await ready();
    }
    m_waits.remove(job);
    co_return isReady.transform([wasAway] { return wasAway; });
}

void EngineConnection::stopWaiting(const QString &job)
{
    if (QTimer *wait = m_waits.value(job)) {
        m_containers->release(job);
        wait->start(0);
    }
}

QCoro::Task<void> EngineConnection::discard(QString job)
{
    const auto self = shared_from_this();
    m_containers->release(job);
    if (m_facts)
        co_await m_containers->removeStrays();
    else
        m_again.start(soon);
}

QCoro::Task<void> EngineConnection::removeWhenReached()
{
    const auto self = shared_from_this();
    const auto longest = 30s;
    if (const auto reached = co_await connect(); reached)
        co_await m_containers->removeStrays();
    else
        m_again.start(std::min<std::chrono::milliseconds>(2 * m_again.intervalAsDuration(), longest));
}

} // namespace ca
