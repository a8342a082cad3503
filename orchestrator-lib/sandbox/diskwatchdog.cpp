#include "diskwatchdog.h"

#include <QFile>
#include <algorithm>
#include <fcntl.h>
#include <sys/statvfs.h>

#include "diskusage.h"
#include "processtree.h"

namespace ca {

using namespace std::chrono_literals;

namespace {
constexpr qint64 mostReserveBytes = qint64{256} << 20;
constexpr qint64 fileBytes = 4096; // as DiskUsage counts an entry
} // namespace

DiskWatchdog::DiskWatchdog(const std::vector<QString> &folders, pid_t agent, qint64 limitBytes,
                           std::function<void(Reason)> exceeded)
    : m_folders([&folders] {
        std::vector<UniqueFd> opened;
        for (const auto &folder : folders) {
            const auto path = QFile::encodeName(folder);
            opened.emplace_back(::open(path.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        }
        return opened;
    }())
    , m_agent(agent)
    , m_limit(limitBytes)
    , m_exceeded(std::move(exceeded))
    , m_reserve(std::min(mostReserveBytes, freeSpace().bytes / 2))
    , m_thread([this](const std::stop_token &stop) { return look(stop); })
{
}

DiskWatchdog::Free DiskWatchdog::freeSpace() const
{
    struct statvfs info = {};
    if (m_folders.empty() || ::fstatvfs(m_folders.front().get(), &info) != 0)
        return {};
    return {.bytes = static_cast<qint64>(info.f_bavail * info.f_frsize), .files = static_cast<qint64>(info.f_ffree)};
}

bool DiskWatchdog::isDue(const Free &free, std::chrono::steady_clock::time_point now) const
{
    constexpr auto longestPause = 3s;
    const auto since = now - m_measuredAt;
    const auto lost = std::max(m_freeThen.bytes - free.bytes, (m_freeThen.files - free.files) * fileBytes);
    const auto room = m_limit - m_measured;
    if (lost > room)
        return since > m_measureTook * 2;
    if (since <= m_measureTook * 10)
        return false;
    return lost > room / 2 || since > longestPause;
}

qint64 DiskWatchdog::measure(const std::stop_token &stop) const
{
    DiskUsage usage(m_limit, stop);
    for (const auto &folder : m_folders)
        usage.addFolder(folder.get());
    struct stat info = {};
    if (!m_folders.empty() && ::fstat(m_folders.front().get(), &info) == 0)
        usage.addDeletedFiles(processTree(m_agent), info.st_dev);
    return usage.bytes();
}

std::chrono::milliseconds DiskWatchdog::look(const std::stop_token &stop)
{
    constexpr auto pause = 100ms;
    const auto free = freeSpace();
    const auto begin = std::chrono::steady_clock::now();
    if (free.bytes < m_reserve) {
        m_exceeded(Reason::FileSystemFull);
        return 0ms;
    }
    if (!isDue(free, begin))
        return pause;
    m_measured = measure(stop);
    if (m_measured > m_limit && !stop.stop_requested()) {
        m_exceeded(Reason::Limit);
        return 0ms;
    }
    m_freeThen = free;
    m_measuredAt = std::chrono::steady_clock::now();
    m_measureTook = m_measuredAt - begin;
    return pause;
}

} // namespace ca
