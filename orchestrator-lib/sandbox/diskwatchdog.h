#pragma once

#include <QString>
#include <chrono>
#include <functional>
#include <stop_token>
#include <vector>

#include "uniquefd.h"
#include "watchthread.h"

namespace ca {

/// Keeps a sandbox's disk limit: adds up its folders whenever the file system has lost free space or files that could
/// matter, and now and then in any case, since somebody else may be freeing what the job takes. Files that were deleted
/// but are held open count too; one that is only in flight between two sockets does not, which is what the reserve is
/// for: a file system that is nearly full ends the job whoever filled it. Adding up costs at most a tenth of one
/// processor, and more only while space is being lost faster than the job may take it.
class DiskWatchdog
{
public:
    enum class Reason { Limit, FileSystemFull };

    /// The folders exist. `exceeded` is called once, on the watchdog's thread.
    DiskWatchdog(const std::vector<QString> &folders, pid_t agent, qint64 limitBytes,
                 std::function<void(Reason)> exceeded);

private:
    struct Free
    {
        qint64 bytes = 0;
        qint64 files = 0;
    };
    std::chrono::milliseconds look(const std::stop_token &stop);
    [[nodiscard]] qint64 measure(const std::stop_token &stop) const;
    [[nodiscard]] Free freeSpace() const;
    [[nodiscard]] bool isDue(const Free &free, std::chrono::steady_clock::time_point now) const;

    std::vector<UniqueFd> m_folders;
    pid_t m_agent;
    qint64 m_limit;
    std::function<void(Reason)> m_exceeded;
    qint64 m_reserve = 0;
    qint64 m_measured = 0;
    Free m_freeThen;
    std::chrono::steady_clock::time_point m_measuredAt;
    std::chrono::steady_clock::duration m_measureTook{};
    WatchThread m_thread;
};

} // namespace ca
