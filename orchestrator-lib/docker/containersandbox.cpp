#include "containersandbox.h"

#include <QCoroSignal>
#include <QLoggingCategory>
#include <QPointer>
#include <csignal>

#include "engineevents.h"
#include "limitsentences.h"

namespace ca {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcContainer, "ca.docker")

constexpr int killedExit = 128 + SIGKILL;
/// How long an engine may take to notice that a container has ended, and to hand out the rest of its output.
constexpr auto noticeTimeout = 30s;
/// How long the end of a job waits for an engine that has gone and has the rest of its output.
constexpr auto returnTimeout = 30s;
/// A killed process is gone at once, unless it hangs in the kernel.
constexpr auto killTimeout = 10s;
/// For an engine to notice that a container which we do not see has ended.
constexpr auto endedTimeout = 3s;

} // namespace

ContainerSandbox::ContainerSandbox(Setting setting, std::shared_ptr<EngineClient> client, const EngineEvents &events)
    : m_setting(std::move(setting))
    , m_client(std::move(client))
    , m_events(events)
    , m_watch(m_setting.limits, m_setting.folders)
{
    connect(&m_watch, &ContainerWatch::ended, this, &ContainerSandbox::finish);
    connect(&m_watch, &ContainerWatch::limitReached, this, &ContainerSandbox::reachLimit);
    m_engineDeadline.setSingleShot(true);
    m_engineDeadline.setInterval(m_setting.patience);
    connect(&m_engineDeadline, &QTimer::timeout, this, &ContainerSandbox::giveUpEngine);
    connect(&events, &EngineEvents::happened, this, &ContainerSandbox::onEvent);
}

ContainerSandbox::~ContainerSandbox()
{
    if (m_exited)
        return;
    kill();
    m_client->remove(m_setting.id);
}

void ContainerSandbox::makeOutput(UniqueFd out, UniqueFd err, OutputBytes received)
{
    m_output =
        std::make_unique<ContainerOutput>(m_setting.id, m_client, m_events, std::move(out), std::move(err), received);
    connect(m_output.get(), &ContainerOutput::told, this, &ContainerSandbox::tell);
    connect(m_output.get(), &ContainerOutput::lost, this, &ContainerSandbox::onEngineLost);
    connect(m_output.get(), &ContainerOutput::regained, this, &ContainerSandbox::onEngineBack);
    connect(m_output.get(), &ContainerOutput::containerEnded, this, &ContainerSandbox::finish);
}

QCoro::Task<Result<void>> ContainerSandbox::launch(UniqueFd out, UniqueFd err)
{
    makeOutput(std::move(out), std::move(err), {});
    if (auto up = co_await bringUp(); !up)
        co_return co_await giveUp(up);
    beUp();
    co_return {};
}

QCoro::Task<Result<void>> ContainerSandbox::takeOver(UniqueFd out, UniqueFd err, OutputBytes received,
                                                     bool engineWasAway)
{
    makeOutput(std::move(out), std::move(err), received);
    if (auto started = co_await checkStarted(); !started)
        co_return co_await giveUp(started);
    if (auto found = co_await findAgent(); !found)
        co_return co_await giveUp(found);
    co_await m_output->goOn(engineWasAway);
    beUp();
    co_return {};
}

QCoro::Task<Result<void>> ContainerSandbox::checkStarted()
{
    const auto state = co_await m_client->inspect(m_setting.id);
    if (!state)
        co_return failure(state.error());
    if (QStringList{u"created"_s, u"configured"_s, u"initialized"_s}.contains(state->status))
        co_return failure(ErrorCode::NotFound, u"its container was never started"_s);
    co_return {};
}

QCoro::Task<Result<void>> ContainerSandbox::giveUp(Result<void> why)
{
    m_exited = true;
    kill();
    co_await m_client->remove(m_setting.id);
    m_output.reset();
    co_return why;
}

void ContainerSandbox::beUp()
{
    // Whoever waits for us connects before the event loop goes on.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isUp = true;
            for (const QString &sentence : std::exchange(m_untold, {}))
                Q_EMIT told(sentence);
            if (m_earlyLimit)
                Q_EMIT limitReached(m_earlyLimit->first, m_earlyLimit->second);
            if (m_isOver || m_watch.isGone())
                finish();
        },
        Qt::QueuedConnection);
}

void ContainerSandbox::tell(const QString &sentence)
{
    if (m_isUp)
        Q_EMIT told(sentence);
    else
        m_untold.append(sentence);
}

QCoro::Task<Result<void>> ContainerSandbox::bringUp()
{
    if (auto attached = co_await m_output->attach(); !attached)
        co_return attached;
    if (auto started = co_await m_client->start(m_setting.id); !started)
        co_return started;
    co_return co_await findAgent();
}

QCoro::Task<Result<void>> ContainerSandbox::findAgent()
{
    const auto state = co_await m_client->inspect(m_setting.id);
    if (!state)
        co_return failure(state.error());
    if (state->isRunning && m_watch.take(state->pid, m_setting.id))
        co_return {};
    // It has ended already, or it runs where we cannot see it.
    m_isOver = !state->isRunning || (co_await m_client->wait(m_setting.id, endedTimeout)).has_value();
    if (m_isOver)
        co_return {};
    co_return failure(ErrorCode::SandboxUnsafe,
                      u"The engine %1 runs the container where this program cannot see its processes, so that nothing "
                      "could tell its agent from an impostor. Run this program in the same pid namespace as the "
                      "engine (in a container: with pid: host)."_s.arg(m_client->address().text()));
}

StepRlimits ContainerSandbox::stepRlimits() const
{
    return {.maxProcesses = 0, .maxFileBytes = static_cast<quint64>(m_setting.limits.diskBytes())};
}

void ContainerSandbox::checkLimits()
{
    if (!m_exited)
        m_watch.checkLimits();
}

void ContainerSandbox::kill()
{
    m_isKilling = true;
    if (!m_watch.kill() && !m_watch.isGone())
        m_client->kill(m_setting.id);
}

void ContainerSandbox::reachLimit(const QString &limit, const QString &sentence)
{
    if (m_exited || std::exchange(m_limitReached, true))
        return;
    qCInfo(lcContainer) << "container" << m_setting.id << "reached" << limit;
    kill();
    if (m_isUp)
        Q_EMIT limitReached(limit, sentence);
    else
        m_earlyLimit = {limit, sentence};
}

void ContainerSandbox::onEvent(const QString &containerId, const QString &action)
{
    if (containerId != m_setting.id || m_exited)
        return;
    if (action == "oom"_L1 && m_isUp)
        reachLimit(u"memory_mb"_s, memoryLimitSentence(m_setting.limits));
    if (action != "die"_L1)
        return;
    m_isOver = true;
    if (m_isUp)
        finish();
}

void ContainerSandbox::onEngineLost()
{
    if (m_isFinishing || !m_isUp || m_engineDeadline.isActive())
        return;
    m_engineDeadline.start();
    Q_EMIT told(u"The engine %1 has stopped, or lost the connection. The job goes on; what it prints is shown when the "
                "engine is back, for which it waits %2 s."_s.arg(m_client->address().text())
                    .arg(m_setting.patience.count()));
}

void ContainerSandbox::onEngineBack()
{
    if (!m_engineDeadline.isActive())
        return;
    m_engineDeadline.stop();
    Q_EMIT told(u"The engine %1 is back."_s.arg(m_client->address().text()));
}

void ContainerSandbox::giveUpEngine()
{
    if (m_isFinishing)
        return;
    m_lostEngine =
        u"The engine %1 stopped while the job ran, and did not come back within %2 s. Retry the job when it is back."_s
            .arg(m_client->address().text())
            .arg(m_setting.patience.count());
    kill();
    finish();
}

QCoro::Task<void> ContainerSandbox::finish()
{
    if (!m_isUp || std::exchange(m_isFinishing, true))
        co_return;
    const QPointer<ContainerSandbox> self = this;
    const auto exitCode = co_await awaitExitCode();
    if (!self)
        co_return;
    if (exitCode)
        co_await finishWithEngine(*exitCode);
    else
        co_await finishWithoutEngine(exitCode.error().message);
}

QCoro::Task<Result<int>> ContainerSandbox::awaitExitCode()
{
    const QPointer<ContainerSandbox> self = this;
    const auto client = m_client;
    auto exitCode = co_await client->wait(m_setting.id, noticeTimeout);
    if (exitCode || !self)
        co_return exitCode;
    if (exitCode.error().code == ErrorCode::NotFound)
        co_return failure(ErrorCode::NotFound, u"Somebody has removed its container."_s);
    // The engine, too, has gone. Whoever wants the job to end does not wait for it.
    if (m_lostEngine.isEmpty())
        m_lostEngine =
            u"The engine %1 stopped, or was restarted, while the job ran. Retry the job when it is back."_s.arg(
                client->address().text());
    if (m_isKilling)
        co_return exitCode;
    const bool isBack = co_await m_output->engineIsBack(returnTimeout);
    if (isBack && self)
        exitCode = co_await client->wait(m_setting.id, noticeTimeout);
    co_return exitCode;
}

QCoro::Task<void> ContainerSandbox::finishWithoutEngine(QString problem)
{
    const QPointer<ContainerSandbox> self = this;
    kill();
    if (m_watch.isTaken() && !m_watch.isGone())
        co_await qCoro(&m_watch, &ContainerWatch::ended, killTimeout);
    if (!self)
        co_return;
    if (!m_watch.isGone())
        qCWarning(lcContainer) << "the container" << m_setting.id << "could not be ended without its engine";
    Q_EMIT told(u"The end of its output may be missing: %1"_s.arg(problem));
    announceEnd(killedExit, m_lostEngine.isEmpty() ? problem : m_lostEngine);
}

QCoro::Task<void> ContainerSandbox::finishWithEngine(int exitCode)
{
    const QPointer<ContainerSandbox> self = this;
    const auto client = m_client;
    const auto state = co_await client->inspect(m_setting.id);
    if (!self)
        co_return;
    co_await m_output->complete();
    if (!self)
        co_return;
    checkLimits();
    if (self && state && state->ranOutOfMemory)
        reachLimit(u"memory_mb"_s, memoryLimitSentence(m_setting.limits));
    if (!self)
        co_return;
    m_watch.stopLimits();
    const auto removed = co_await client->remove(m_setting.id);
    if (!self)
        co_return;
    if (!removed)
        qCWarning(lcContainer).noquote() << removed.error().message;
    QString said = state ? state->error : QString();
    if (said.isEmpty() && exitCode == killedExit && !m_isKilling)
        said = u"It was killed from outside (SIGKILL)."_s;
    announceEnd(exitCode, m_lostEngine.isEmpty() ? said : m_lostEngine);
}

void ContainerSandbox::announceEnd(int exitCode, const QString &said)
{
    m_watch.stopLimits();
    m_output->disconnect(this);
    m_output.release()->deleteLater(); // its signal may have brought us here
    m_exited = true;
    Q_EMIT exited(exitCode, said);
}

} // namespace ca
