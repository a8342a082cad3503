#pragma once

#include <functional>
#include <map>
#include <optional>
#include <sys/types.h>

namespace ca::agent {

/// Every process below the agent, however it was started: reaps them all, and can end them all. As pid 1 that is
/// the whole sandbox; otherwise the agent is made their subreaper, so that none gets away by daemonising. Services and
/// what is below them are no part of any step and stay when its processes are killed.
class ProcessTree
{
public:
    /// Gets the wait status.
    using Ended = std::function<void(int status)>;

    ProcessTree();

    /// From now on `pid` is the step's main process and leader of its process group.
    void setMain(pid_t pid);
    /// The main process's wait status, once it has ended.
    [[nodiscard]] std::optional<int> mainStatus() const { return m_mainStatus; }

    /// From now on `pid`, a child that keeps its orphans (a subreaper), is a service. `ended` is called from reap().
    void addService(pid_t pid, Ended ended);
    /// Kills what is below a service, and not the service itself.
    static void killBelow(pid_t service);
    /// From now on there are no services: their processes are like all others.
    void dropServices();

    /// To the main process's group, as long as the main process is there.
    void signalMain(int signal) const;
    /// Collects what has ended. When the main process is among it, the rest of its group is killed.
    void reap();
    /// Services are not spared: stops everything that is there now, and lets it go on. As pid 1 at one blow; otherwise
    /// parents and children are swept until no new ones turn up.
    void stopAll() const;
    void continueAll() const;
    /// Kills everything that is there now, but for services; done when isEmpty() after a reap().
    void killAll();
    [[nodiscard]] bool isEmpty() const { return m_isEmpty; }

    /// Kills everything and ends the agent, at once.
    [[noreturn]] void dieWithAll(int exitCode);

private:
    [[nodiscard]] bool hasStepProcesses() const;
    void killStepProcesses() const;

    bool m_isInit;
    bool m_isEmpty = true;
    pid_t m_main = 0;
    std::optional<int> m_mainStatus;
    std::map<pid_t, Ended> m_services;
};

} // namespace ca::agent
