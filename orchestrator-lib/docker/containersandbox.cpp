#include "containersandbox.h"

#include <QCoroSignal>
#include <QLoggingCategory>
#include <QPointer>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "containercgroup.h"
#include "engineevents.h"
#include "limitsentences.h"
#include "smallfile.h"

namespace ca {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcContainer, "ca.docker")

constexpr int killedExit = 128 + SIGKILL;
constexpr auto attachTimeout = 30s;
/// How long an engine may take to notice that a container has ended, and to hand out the rest of its output.
constexpr auto noticeTimeout = 30s;
constexpr auto outputTimeout = 10s;
/// A killed process is gone at once, unless it hangs in the kernel.
constexpr auto killTimeout = 10s;
constexpr auto outputGrace = 3s;
/// For an engine to notice that a container which we do not see has ended.
constexpr auto endedTimeout = 3s;

} // namespace

ContainerSandbox::ContainerSandbox(Setting setting, std::shared_ptr<EngineClient> client, const EngineEvents &events)
    : m_setting(std::move(setting))
    , m_client(std::move(client))
{
    m_outputEnded.setSingleShot(true);
    m_outputEnded.setInterval(outputGrace);
    connect(&m_outputEnded, &QTimer::timeout, this, &ContainerSandbox::loseEngine);
    connect(&events, &EngineEvents::happened, this, &ContainerSandbox::onEvent);
}

ContainerSandbox::~ContainerSandbox()
{
    if (m_exited)
        return;
    kill();
    m_client->remove(m_setting.id);
}

QCoro::Task<Result<void>> ContainerSandbox::launch(UniqueFd out, UniqueFd err)
{
    auto up = co_await bringUp(std::move(out), std::move(err));
    if (!up) {
        m_exited = true;
        kill();
        co_await m_client->remove(m_setting.id);
        m_output.reset();
        co_return up;
    }
    // Whoever waits for us connects before the event loop goes on.
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isUp = true;
            if (m_isOver || agentGone())
                finish();
        },
        Qt::QueuedConnection);
    co_return up;
}

QCoro::Task<Result<void>> ContainerSandbox::bringUp(UniqueFd out, UniqueFd err)
{
    m_output = std::make_unique<OutputPump>(m_client->attach(m_setting.id), std::move(out), std::move(err));
    connect(m_output.get(), &OutputPump::changed, this, &ContainerSandbox::onOutputChanged);
    if (!m_output->isConnected() && !m_output->hasEnded())
        co_await qCoro(m_output.get(), &OutputPump::changed, attachTimeout);
    if (!m_output->isConnected()) {
        co_return failure(ErrorCode::SandboxFailed, u"The engine %1 gave no access to the container's output. %2"_s.arg(
                                                        m_client->address().text(), m_output->problem()));
    }
    if (auto started = co_await m_client->start(m_setting.id); !started)
        co_return started;
    const auto state = co_await m_client->inspect(m_setting.id);
    if (!state)
        co_return failure(state.error());
    if (state->isRunning && takeAgent(state->pid))
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

bool ContainerSandbox::takeAgent(pid_t pid)
{
    UniqueFd agent(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    // The number means something in the engine's pid namespace; what it means in ours, the process' cgroup says.
    const auto groups = readSmallFile(u"/proc/%1/cgroup"_s.arg(pid));
    if (!agent.isValid() || !groups || !groups->contains(m_setting.id.toLatin1()))
        return false;
    m_agent = std::move(agent);
    m_agentPid = pid;
    auto found = containerGroups(*groups);
    m_group = std::move(found.events);
    m_groupDirectories = std::move(found.directories);
    watch();
    return true;
}

void ContainerSandbox::watch()
{
    m_agentNotifier = std::make_unique<QSocketNotifier>(m_agent.get(), QSocketNotifier::Read);
    connect(m_agentNotifier.get(), &QSocketNotifier::activated, this, [this] {
        m_agentNotifier->setEnabled(false);
        Q_EMIT agentEnded();
        finish();
    });
    connect(m_group.get(), &JobCgroup::limitHit, this, [this](Resource resource) {
        if (resource == Resource::Memory)
            reachLimit(u"memory_mb"_s, memoryLimitSentence(m_setting.limits));
        else if (resource == Resource::Pids)
            reachLimit(u"pids"_s, pidsLimitSentence(m_setting.limits));
    });
    m_diskWatchdog = std::make_unique<DiskWatchdog>(
        m_setting.folders, m_agentPid, m_setting.limits.diskBytes(), [this](DiskWatchdog::Reason reason) {
            const auto sentence =
                reason == DiskWatchdog::Reason::Limit ? diskLimitSentence(m_setting.limits) : diskFullSentence();
            QMetaObject::invokeMethod(
                this, [this, sentence] { reachLimit(u"disk_mb"_s, sentence); }, Qt::QueuedConnection);
        });
}

bool ContainerSandbox::isAgent(pid_t peer) const
{
    return m_agent.isValid() && peer == m_agentPid && !agentGone();
}

bool ContainerSandbox::agentGone() const
{
    pollfd ended{.fd = m_agent.get(), .events = POLLIN, .revents = 0};
    return m_agent.isValid() && ::poll(&ended, 1, 0) > 0;
}

StepRlimits ContainerSandbox::stepRlimits() const
{
    return {.maxProcesses = 0, .maxFileBytes = static_cast<quint64>(m_setting.limits.diskBytes())};
}

void ContainerSandbox::checkLimits()
{
    const auto hit = m_group && !m_exited ? m_group->limitHitSoFar() : std::nullopt;
    if (hit)
        Q_EMIT m_group->limitHit(*hit);
}

void ContainerSandbox::kill()
{
    m_isKilling = true;
    const bool sent = m_agent.isValid() && ::syscall(SYS_pidfd_send_signal, m_agent.get(), SIGKILL, nullptr, 0) == 0;
    if (!sent && !agentGone())
        m_client->kill(m_setting.id);
}

void ContainerSandbox::reachLimit(const QString &limit, const QString &sentence)
{
    if (m_exited || std::exchange(m_limitReached, true))
        return;
    qCInfo(lcContainer) << "container" << m_setting.id << "reached" << limit;
    kill();
    Q_EMIT limitReached(limit, sentence);
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

void ContainerSandbox::onOutputChanged()
{
    if (m_output->hasEnded() && m_isUp && !m_isFinishing)
        m_outputEnded.start();
}

void ContainerSandbox::loseEngine()
{
    if (m_isFinishing)
        return;
    m_lostEngine = u"The engine %1 stopped, or was restarted, while the job ran. Retry the job when it is back."_s.arg(
        m_client->address().text());
    kill();
    finish();
}

QCoro::Task<void> ContainerSandbox::finish()
{
    if (!m_isUp || std::exchange(m_isFinishing, true))
        co_return;
    const QPointer<ContainerSandbox> self = this;
    const auto client = m_client;
    const auto exitCode = co_await client->wait(m_setting.id, noticeTimeout);
    if (!self)
        co_return;
    if (exitCode) {
        co_await finishWithEngine(*exitCode);
        co_return;
    }
    kill();
    if (m_agent.isValid() && !agentGone())
        co_await qCoro(this, &ContainerSandbox::agentEnded, killTimeout);
    if (!self)
        co_return;
    if (!agentGone())
        qCWarning(lcContainer) << "the container" << m_setting.id << "could not be ended without its engine";
    announceEnd(killedExit, m_lostEngine.isEmpty() ? exitCode.error().message : m_lostEngine);
}

QCoro::Task<void> ContainerSandbox::finishWithEngine(int exitCode)
{
    const QPointer<ContainerSandbox> self = this;
    const auto client = m_client;
    const auto state = co_await client->inspect(m_setting.id);
    if (!self)
        co_return;
    co_await awaitOutput();
    if (!self)
        co_return;
    checkLimits();
    if (self && state && state->ranOutOfMemory)
        reachLimit(u"memory_mb"_s, memoryLimitSentence(m_setting.limits));
    if (!self)
        co_return;
    m_diskWatchdog.reset();
    m_group.reset();
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

QCoro::Task<void> ContainerSandbox::awaitOutput()
{
    if (!m_output->hasEnded())
        co_await qCoro(m_output.get(), &OutputPump::changed, outputTimeout);
}

void ContainerSandbox::announceEnd(int exitCode, const QString &said)
{
    m_diskWatchdog.reset();
    m_group.reset();
    m_output->disconnect(this);
    m_output.release()->deleteLater(); // its signal may have brought us here
    m_exited = true;
    Q_EMIT exited(exitCode, said);
}

} // namespace ca
