#include "bubblewrapsandbox.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QMetaMethod>
#include <QPointer>
#include <array>
#include <csignal>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "bubblewraparguments.h"
#include "limitsentences.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcSandbox, "ca.sandbox")

constexpr int destructorWaitMs = 3000;
// A monitor has nothing to do once its child has ended; one that does not end then has been stopped by somebody.
constexpr int monitorGraceMs = 5000;

/// False once the pipe has ended.
bool drain(int fd, QByteArray &into)
{
    constexpr qsizetype mostKept = 64 * 1024;
    std::array<char, 4096> buffer;
    for (;;) {
        const auto count = ::read(fd, buffer.data(), buffer.size());
        if (count > 0 && into.size() < mostKept)
            into.append(buffer.data(), count);
        if (count == 0)
            return false;
        if (count < 0 && errno != EINTR)
            return errno == EAGAIN;
    }
}

bool isReadable(int fd, int timeoutMs)
{
    pollfd ready{.fd = fd, .events = POLLIN, .revents = 0};
    return ::poll(&ready, 1, timeoutMs) > 0;
}

} // namespace

BubblewrapSandbox::BubblewrapSandbox(Setting setting, std::unique_ptr<JobCgroup> group)
    : m_setting(std::move(setting))
    , m_group(std::move(group))
{
    m_removeAgain.setSingleShot(true);
    m_removeAgain.setInterval(5);
    connect(&m_removeAgain, &QTimer::timeout, this, &BubblewrapSandbox::finishIfGone);
    m_monitorGrace.setSingleShot(true);
    m_monitorGrace.setInterval(monitorGraceMs);
    connect(&m_monitorGrace, &QTimer::timeout, &m_monitor, &QProcess::kill);
    connect(&m_monitor, &QProcess::finished, this, &BubblewrapSandbox::onMonitorGone);
    connect(&m_monitor, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        m_said += m_monitor.errorString().toUtf8();
        onMonitorGone();
    });
    if (m_group)
        connect(m_group.get(), &JobCgroup::limitHit, this, &BubblewrapSandbox::reachGroupLimit);
}

BubblewrapSandbox::~BubblewrapSandbox()
{
    m_monitor.disconnect(this);
    if (m_exited)
        return;
    // Without the agent's pid the kill would miss it; bwrap writes it as soon as there is one.
    if (!m_agent.isValid() && m_infoFd.isValid() && m_monitor.state() != QProcess::NotRunning) {
        isReadable(m_infoFd.get(), destructorWaitMs);
        readInfo();
    }
    kill();
    if (m_agent.isValid() && !isReadable(m_agent.get(), destructorWaitMs))
        qCWarning(lcSandbox) << "the sandbox" << m_setting.id << "did not end in time";
    // The monitor reaps the agent and then ends by itself; killed earlier it would leave a zombie to strangers.
    if (m_monitor.state() != QProcess::NotRunning && !m_monitor.waitForFinished(destructorWaitMs))
        m_monitor.kill();
}

void BubblewrapSandbox::launch(BubblewrapLaunch launch)
{
    m_infoFd = std::move(launch.info);
    m_messagesFd = std::move(launch.messages);
    m_infoNotifier = std::make_unique<QSocketNotifier>(m_infoFd.get(), QSocketNotifier::Read);
    m_messagesNotifier = std::make_unique<QSocketNotifier>(m_messagesFd.get(), QSocketNotifier::Read);
    connect(m_infoNotifier.get(), &QSocketNotifier::activated, this, &BubblewrapSandbox::readInfo);
    connect(m_messagesNotifier.get(), &QSocketNotifier::activated, this, &BubblewrapSandbox::readMessages);
    launch.startIn(m_monitor);
}

void BubblewrapSandbox::readInfo()
{
    const bool open = drain(m_infoFd.get(), m_info);
    const auto pid = QJsonDocument::fromJson(m_info).object().value("child-pid"_L1).toInt();
    if (pid > 0 && !m_agent.isValid())
        takeAgent(pid);
    if ((!open || pid > 0) && m_infoNotifier)
        m_infoNotifier->setEnabled(false);
}

void BubblewrapSandbox::takeAgent(pid_t pid)
{
    // The monitor reaps its child, and we the monitor: while that has not happened the pid cannot be another's.
    UniqueFd agent(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    if (!agent.isValid())
        return; // it has ended already, and the monitor follows
    m_agent = std::move(agent);
    m_agentPid = pid;
    m_agentNotifier = std::make_unique<QSocketNotifier>(m_agent.get(), QSocketNotifier::Read);
    connect(m_agentNotifier.get(), &QSocketNotifier::activated, this, [this] {
        m_agentNotifier->setEnabled(false);
        m_monitorGrace.start();
        finishIfGone();
    });
    if (m_killing)
        kill();
}

void BubblewrapSandbox::readMessages()
{
    if (!drain(m_messagesFd.get(), m_said))
        m_messagesNotifier->setEnabled(false);
    if (m_up || !m_said.contains(sandboxUpByte))
        return;
    m_said.replace(sandboxUpByte, QByteArray());
    readInfo();
    onUp();
}

void BubblewrapSandbox::onUp()
{
    m_up = true;
    if (!m_killing)
        startWatchdogs();
    announce();
}

void BubblewrapSandbox::announce()
{
    if (std::exchange(m_settled, true))
        return;
    later([this] {
        m_announced = true;
        Q_EMIT settled();
    });
}

// Whoever is told may destroy the sandbox, so that happens from the event loop, not in the middle of our own work.
template <typename Function>
void BubblewrapSandbox::later(Function function)
{
    QMetaObject::invokeMethod(this, std::move(function), Qt::QueuedConnection);
}

void BubblewrapSandbox::connectNotify(const QMetaMethod &signal)
{
    if (signal == QMetaMethod::fromSignal(&Sandbox::exited) ||
        signal == QMetaMethod::fromSignal(&Sandbox::limitReached))
        later([this] { tell(); });
}

void BubblewrapSandbox::tell()
{
    const QPointer<BubblewrapSandbox> self = this;
    if (m_limitNews && isSignalConnected(QMetaMethod::fromSignal(&Sandbox::limitReached))) {
        const auto [limit, sentence] = *std::exchange(m_limitNews, std::nullopt);
        Q_EMIT limitReached(limit, sentence);
    }
    if (self && m_isEndNews && isSignalConnected(QMetaMethod::fromSignal(&Sandbox::exited))) {
        m_isEndNews = false;
        Q_EMIT exited(exitCode(), QString::fromUtf8(m_said).trimmed());
    }
}

void BubblewrapSandbox::startWatchdogs()
{
    m_diskWatchdog = std::make_unique<DiskWatchdog>(
        m_setting.folders, m_agentPid, m_setting.limits.diskBytes(), [this](DiskWatchdog::Reason reason) {
            QMetaObject::invokeMethod(this, [this, reason] { reachDiskLimit(reason); }, Qt::QueuedConnection);
        });
    if (m_setting.plan.memoryByGroup)
        return;
    m_memoryWatchdog = std::make_unique<MemoryWatchdog>(m_agentPid, m_setting.limits.memoryBytes(), [this] {
        QMetaObject::invokeMethod(this, [this] { reachGroupLimit(Resource::Memory); }, Qt::QueuedConnection);
    });
}

bool BubblewrapSandbox::isAgent(pid_t peer) const
{
    return m_agent.isValid() && peer == m_agentPid && !agentGone();
}

bool BubblewrapSandbox::agentGone() const
{
    return !m_agent.isValid() || isReadable(m_agent.get(), 0);
}

void BubblewrapSandbox::kill()
{
    m_killing = true;
    if (m_agent.isValid())
        ::syscall(SYS_pidfd_send_signal, m_agent.get(), SIGKILL, nullptr, 0);
}

ResourceProbe BubblewrapSandbox::probe() const
{
    return {agentGone() ? -1 : m_agentPid, m_group ? m_group->directories() : QStringList()};
}

void BubblewrapSandbox::checkLimits()
{
    const auto hit = m_group && !m_exited ? m_group->limitHitSoFar() : std::nullopt;
    if (hit)
        reachGroupLimit(*hit);
}

void BubblewrapSandbox::reachLimit(const QString &limit, const QString &sentence)
{
    if (m_exited || std::exchange(m_limitReached, true))
        return;
    qCInfo(lcSandbox) << "sandbox" << m_setting.id << "reached" << limit;
    kill();
    m_limitNews.emplace(limit, sentence);
    if (m_announced)
        tell();
    else
        later([this] { tell(); });
}

void BubblewrapSandbox::reachDiskLimit(DiskWatchdog::Reason reason)
{
    reachLimit(u"disk_mb"_s,
               reason == DiskWatchdog::Reason::Limit ? diskLimitSentence(m_setting.limits) : diskFullSentence());
}

void BubblewrapSandbox::reachGroupLimit(Resource resource)
{
    if (resource == Resource::Memory)
        reachLimit(u"memory_mb"_s, memoryLimitSentence(m_setting.limits));
    else if (resource == Resource::Pids)
        reachLimit(u"pids"_s, pidsLimitSentence(m_setting.limits));
}

void BubblewrapSandbox::onMonitorGone()
{
    if (m_infoFd.isValid())
        readInfo();
    if (m_messagesFd.isValid())
        readMessages();
    // Killed from outside, the monitor takes its child along only where the kernel lets it.
    m_monitorGrace.stop();
    kill();
    finishIfGone();
}

void BubblewrapSandbox::finishIfGone()
{
    if (m_exited || !agentGone() || m_monitor.state() != QProcess::NotRunning)
        return;
    checkLimits();
    m_diskWatchdog.reset();
    m_memoryWatchdog.reset();
    if (m_group && !m_group->remove()) {
        m_removeAgain.start(); // the kernel lets go of the last process a moment after it was reaped
        return;
    }
    m_exited = true;
    announce();
    m_isEndNews = true;
    later([this] { tell(); });
}

int BubblewrapSandbox::exitCode() const
{
    constexpr int killed = 128 + SIGKILL;
    return m_monitor.exitStatus() == QProcess::NormalExit ? m_monitor.exitCode() : killed;
}

} // namespace ca
