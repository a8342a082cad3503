#include "containerwatch.h"

#include <csignal>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "containercgroup.h"
#include "limitsentences.h"
#include "smallfile.h"

namespace ca {

using namespace Qt::StringLiterals;

ContainerWatch::ContainerWatch(const Limits &limits, std::vector<QString> folders)
    : m_limits(limits)
    , m_folders(std::move(folders))
{
}

ContainerWatch::~ContainerWatch() = default;

bool ContainerWatch::take(pid_t pid, const QString &containerId)
{
    UniqueFd agent(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    // The number means something in the engine's pid namespace; what it means in ours, the process' cgroup says.
    const auto groups = readSmallFile(u"/proc/%1/cgroup"_s.arg(pid));
    if (!agent.isValid() || !groups || !groups->contains(containerId.toLatin1()))
        return false;
    m_agent = std::move(agent);
    m_agentPid = pid;
    auto found = containerGroups(*groups);
    m_group = std::move(found.events);
    m_groupDirectories = std::move(found.directories);
    m_notifier = std::make_unique<QSocketNotifier>(m_agent.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        Q_EMIT ended();
    });
    watchLimits();
    return true;
}

void ContainerWatch::watchLimits()
{
    connect(m_group.get(), &JobCgroup::limitHit, this, [this](Resource resource) {
        if (resource == Resource::Memory)
            Q_EMIT limitReached(u"memory_mb"_s, memoryLimitSentence(m_limits));
        else if (resource == Resource::Pids)
            Q_EMIT limitReached(u"pids"_s, pidsLimitSentence(m_limits));
    });
    m_diskWatchdog = std::make_unique<DiskWatchdog>(
        m_folders, m_agentPid, m_limits.diskBytes(), [this](DiskWatchdog::Reason reason) {
            const auto sentence =
                reason == DiskWatchdog::Reason::Limit ? diskLimitSentence(m_limits) : diskFullSentence();
            QMetaObject::invokeMethod(
                this, [this, sentence] { Q_EMIT limitReached(u"disk_mb"_s, sentence); }, Qt::QueuedConnection);
        });
}

bool ContainerWatch::isGone() const
{
    pollfd agent{.fd = m_agent.get(), .events = POLLIN, .revents = 0};
    return m_agent.isValid() && ::poll(&agent, 1, 0) > 0;
}

bool ContainerWatch::kill()
{
    return m_agent.isValid() && ::syscall(SYS_pidfd_send_signal, m_agent.get(), SIGKILL, nullptr, 0) == 0;
}

void ContainerWatch::checkLimits()
{
    const auto hit = m_group ? m_group->limitHitSoFar() : std::nullopt;
    if (hit)
        Q_EMIT m_group->limitHit(*hit);
}

void ContainerWatch::stopLimits()
{
    m_diskWatchdog.reset();
    m_group.reset();
}

} // namespace ca
