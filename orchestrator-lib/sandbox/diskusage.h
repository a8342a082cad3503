#pragma once

#include <QtTypes>
#include <set>
#include <stop_token>
#include <sys/stat.h>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace ca {

/// Adds up what folders that a hostile job fills take on disk: allocated blocks, every file once however many names it
/// has, and at least 4 KiB for each entry, since files use up a file system even when they are empty. Neither deep
/// folders nor odd names nor changes meanwhile stop it; links are not followed. Not thread-safe.
class DiskUsage
{
public:
    /// Stops adding once `enough` bytes are passed, or when asked to stop.
    DiskUsage(qint64 enough, std::stop_token stop);

    /// Everything below an open folder; any number of folders may be added.
    void addFolder(int folderFd);
    /// Files that have no name any more but are held open or mapped by one of these processes, on the device `device`.
    void addDeletedFiles(const std::vector<pid_t> &pids, dev_t device);

    [[nodiscard]] qint64 bytes() const { return m_bytes; }

private:
    struct Level;
    void add(const struct stat &info);
    bool readEntries(int fd, Level &level);
    [[nodiscard]] bool isDone() const { return m_bytes > m_enough || m_stop.stop_requested(); }

    qint64 m_enough;
    std::stop_token m_stop;
    qint64 m_bytes = 0;
    std::set<std::pair<dev_t, ino_t>> m_linkedSeveralTimes;
};

} // namespace ca
