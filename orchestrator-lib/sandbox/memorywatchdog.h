#pragma once

#include <chrono>
#include <functional>
#include <sys/types.h>

#include "treememory.h"
#include "watchthread.h"

namespace ca {

/// Keeps a sandbox's memory limit where no cgroup does. The more room is left, the longer it pauses.
class MemoryWatchdog
{
public:
    /// `agent`: the sandbox's first process. `exceeded` is called once, on the watchdog's thread.
    MemoryWatchdog(pid_t agent, qint64 limitBytes, std::function<void()> exceeded);

private:
    std::chrono::milliseconds look();

    TreeMemory m_memory;
    qint64 m_limit;
    std::function<void()> m_exceeded;
    std::chrono::steady_clock::time_point m_nextExact;
    WatchThread m_thread;
};

} // namespace ca
