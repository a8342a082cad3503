#include "containeroutput.h"

#include <QCoroSignal>
#include <QDateTime>
#include <QDeadlineTimer>
#include <QPointer>
#include <limits>

#include "engineevents.h"

namespace ca {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto attachTimeout = 30s;
/// How long the rest of an ended container's output may stand still.
constexpr auto outputTimeout = 10s;
/// What Docker may have passed on before it keeps it: the line that is not at its end, as far as it waits for that.
constexpr qint64 heldBytes = 16LL * 1024;
constexpr auto endGrace = 3s;
constexpr OutputBytes everything{.out = std::numeric_limits<qint64>::max(), .err = std::numeric_limits<qint64>::max()};
} // namespace

ContainerOutput::ContainerOutput(QString containerId, std::shared_ptr<EngineClient> client, const EngineEvents &events,
                                 UniqueFd out, UniqueFd err, OutputBytes received)
    : m_id(std::move(containerId))
    , m_client(std::move(client))
    , m_events(events)
    , m_received(received)
    , m_pump(std::move(out), std::move(err), received)
{
    m_ended.setSingleShot(true);
    m_ended.setInterval(endGrace);
    connect(&m_ended, &QTimer::timeout, this, &ContainerOutput::lose);
    m_again.setSingleShot(true);
    m_again.setInterval(endGrace);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (m_isLost && !m_isCompleting && m_events.isConnected())
            regain();
    });
    connect(&m_pump, &OutputPump::changed, this, &ContainerOutput::onPumpChanged);
    connect(&m_events, &EngineEvents::lost, this, [this] { m_wasAway = true; });
    connect(&m_events, &EngineEvents::connected, this, [this] {
        if (m_isLost && !m_isCompleting)
            regain();
    });
}

QCoro::Task<Result<void>> ContainerOutput::attach()
{
    m_pump.attach(m_client->attach(m_id));
    if (!m_pump.isConnected() && !m_pump.hasEnded())
        co_await qCoro(&m_pump, &OutputPump::changed, attachTimeout);
    if (m_pump.isConnected())
        co_return {};
    co_return failure(ErrorCode::SandboxFailed, u"The engine %1 gave no access to the container's output. %2"_s.arg(
                                                    m_client->address().text(), m_pump.problem()));
}

QCoro::Task<void> ContainerOutput::goOn(bool engineWasAway)
{
    const QPointer<ContainerOutput> self = this;
    const auto client = m_client;
    const auto kept = co_await client->loggedBefore(m_id, QDateTime::currentMSecsSinceEpoch());
    if (!self)
        co_return;
    // It was full and begun anew: what it holds now cannot be told from what was received.
    const bool isShort = kept && (kept->out + heldBytes < m_received.out || kept->err + heldBytes < m_received.err);
    if (isShort)
        Q_EMIT told(
            u"Output that was printed while no orchestrator ran is missing: it was more than the engine keeps."_s);
    // Docker forgets what it had of a line that was not at its end.
    goOnBehind(isShort || engineWasAway ? kept.value_or(everything) : everything);
}

void ContainerOutput::goOnBehind(OutputBytes most)
{
    m_pump.catchUp(m_client->logs(m_id), most);
}

QCoro::Task<void> ContainerOutput::catchUp()
{
    if (!m_wasAway)
        co_return goOnBehind(everything);
    // Docker keeps lines: what it had passed on of one that was not at its end, it has forgotten.
    const QPointer<ContainerOutput> self = this;
    const auto client = m_client;
    constexpr qint64 margin = 20; // it is not back within that
    const auto kept = co_await client->loggedBefore(m_id, m_endedAt + margin);
    if (!self || !std::exchange(m_wasAway, false)) // somebody else has done it meanwhile
        co_return;
    goOnBehind(kept.value_or(everything));
}

void ContainerOutput::onPumpChanged()
{
    if (m_pump.hasEnded())
        m_endedAt = QDateTime::currentMSecsSinceEpoch();
    if (m_pump.hasEnded() && !m_isLost && !m_isCompleting)
        m_ended.start();
}

void ContainerOutput::lose()
{
    const bool isRefused = !m_pump.isConnected();
    m_isLost = true;
    Q_EMIT lost();
    if (m_events.isConnected() && !isRefused) // only the one connection broke
        regain();
    else
        m_again.start();
}

QCoro::Task<void> ContainerOutput::regain()
{
    if (std::exchange(m_isRegaining, true))
        co_return;
    const QPointer<ContainerOutput> self = this;
    const auto client = m_client;
    const auto state = co_await client->inspect(m_id);
    if (!self)
        co_return;
    if (state && state->isRunning && !m_isCompleting)
        co_await catchUp();
    if (!self)
        co_return;
    m_isRegaining = false;
    if (m_isCompleting)
        co_return;
    const bool hasGone = !state && state.error().code == ErrorCode::NotFound;
    if (!state && !hasGone) {
        m_again.start();
        co_return;
    }
    m_isLost = hasGone || !state->isRunning;
    if (!m_isLost)
        Q_EMIT regained();
    else
        Q_EMIT containerEnded();
}

QCoro::Task<bool> ContainerOutput::engineIsBack(std::chrono::milliseconds patience)
{
    m_ended.stop();
    m_isLost = true;
    if (m_events.isConnected())
        co_return true;
    co_return co_await qCoro(&m_events, &EngineEvents::connected, patience);
}

QCoro::Task<void> ContainerOutput::complete()
{
    const QPointer<ContainerOutput> self = this;
    m_ended.stop();
    m_again.stop();
    m_isCompleting = true;
    const bool brokeOff = std::exchange(m_isLost, false) || (m_wasAway && m_pump.hasEnded());
    if (brokeOff)
        co_await catchUp();
    QDeadlineTimer deadline(outputTimeout);
    for (qint64 moved = 0; self && !m_pump.hasEnded() && !deadline.hasExpired();) {
        const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(deadline.remainingTimeAsDuration());
        co_await qCoro(&m_pump, &OutputPump::changed, rest);
        if (self && std::exchange(moved, m_pump.movedBytes()) != m_pump.movedBytes())
            deadline.setRemainingTime(outputTimeout);
    }
    if (self && !m_pump.hasEnded())
        Q_EMIT told(u"The end of its output may be missing: the engine %1 does not hand it out."_s.arg(
            m_client->address().text()));
}

} // namespace ca
