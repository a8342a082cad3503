#pragma once

#include <optional>
#include <sys/types.h>

namespace ca::agent {

/// Every process below the agent, however it was started: reaps them all, and can end them all. As pid 1 that is
/// the whole sandbox; otherwise the agent is made their subreaper, so that none gets away by daemonising.
class ProcessTree
{
public:
    ProcessTree();

    /// From now on `pid` is the step's main process and leader of its process group.
    void setMain(pid_t pid);
    /// The main process's wait status, once it has ended.
    [[nodiscard]] std::optional<int> mainStatus() const { return m_mainStatus; }

    /// To the main process's group, as long as the main process is there.
    void signalMain(int signal) const;
    /// Collects what has ended. When the main process is among it, the rest of its group is killed.
    void reap();
    /// Stops everything that is there now, and lets it go on. As pid 1 at one blow; otherwise parents and children are
    /// swept until no new ones turn up.
    void stopAll() const;
    void continueAll() const;
    /// Kills everything that is there now; done when isEmpty() after a reap().
    void killAll();
    [[nodiscard]] bool isEmpty() const { return m_isEmpty; }

    /// Kills everything and ends the agent, at once.
    [[noreturn]] void dieWithAll();

private:
    bool m_isInit;
    bool m_isEmpty = true;
    pid_t m_main = 0;
    std::optional<int> m_mainStatus;
};

} // namespace ca::agent
