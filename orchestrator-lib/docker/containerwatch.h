#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <memory>

#include "diskwatchdog.h"
#include "jobcgroup.h"
#include "joblimits.h"
#include "resourceprobe.h"
#include "uniquefd.h"

namespace ca {

/// What is seen of a container's processes from outside, whatever becomes of their engine: the agent, its end by a
/// pidfd, and the limits that are reached.
class ContainerWatch : public QObject
{
    Q_OBJECT

public:
    /// `folders`: what counts against the disk limit.
    ContainerWatch(const Limits &limits, std::vector<QString> folders);
    ~ContainerWatch() override;

    /// False when this is not the container's first process, as far as this process can see.
    bool take(pid_t pid, const QString &containerId);

    [[nodiscard]] bool isTaken() const { return m_agent.isValid(); }
    /// It is known to have ended.
    [[nodiscard]] bool isGone() const;
    [[nodiscard]] bool isAgent(pid_t peer) const { return isTaken() && peer == m_agentPid && !isGone(); }
    [[nodiscard]] ResourceProbe probe() const { return {m_agentPid, m_groupDirectories}; }
    /// Ends the agent, and with it everything in the container; false when it could not be told to.
    bool kill();
    /// Looks now whether a limit was reached.
    void checkLimits();
    /// No limit is watched any more.
    void stopLimits();

Q_SIGNALS:
    void ended();
    /// `sentence` says which, and how to raise it.
    void limitReached(const QString &limit, const QString &sentence);

private:
    void watchLimits();

    Limits m_limits;
    std::vector<QString> m_folders;
    std::unique_ptr<JobCgroup> m_group;
    QStringList m_groupDirectories;
    std::unique_ptr<DiskWatchdog> m_diskWatchdog;
    pid_t m_agentPid = -1;
    UniqueFd m_agent;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace ca
