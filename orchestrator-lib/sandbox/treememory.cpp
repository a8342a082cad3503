#include "treememory.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <algorithm>
#include <fcntl.h>
#include <linux/magic.h>
#include <optional>
#include <set>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>

#include "processtree.h"
#include "smallfile.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

// A tmpfs inode with its directory entry; the size column of tmpfs does not count them.
constexpr qint64 inodeBytes = 1024;
// A pipe holds at least two pages however many there are; one page for each end.
constexpr qint64 descriptorBytes = 4096;
// What a socket may hold unread with default settings. The first ones are free: most hold nothing.
constexpr qint64 socketBytes = 212'992;
constexpr qint64 freeSockets = 128;

QString procPath(pid_t pid, const char *name)
{
    return u"/proc/%1/%2"_s.arg(pid).arg(QLatin1StringView(name));
}

qint64 kibibytes(const QByteArray &text, const QByteArray &key)
{
    const auto at = text.indexOf(key);
    if (at < 0)
        return 0;
    const auto begin = at + key.size();
    const auto end = text.indexOf(" kB", begin);
    return end < 0 ? 0 : text.sliced(begin, end - begin).trimmed().toLongLong() * 1024;
}

struct ProcessBytes
{
    qint64 resident = 0; // without pages of files, which the kernel can drop
    qint64 other = 0;    // swap and page tables
};

ProcessBytes processBytes(pid_t pid)
{
    const auto status = readSmallFile(procPath(pid, "status")).value_or(QByteArray());
    return {.resident = kibibytes(status, "RssAnon:"_ba) + kibibytes(status, "RssShmem:"_ba),
            .other = kibibytes(status, "VmSwap:"_ba) + kibibytes(status, "VmPTE:"_ba)};
}

// Private pages, with those that several processes share after a fork counted in parts; nothing where the kernel does
// not tell us. Shared memory is left to tmpfsBytes() and sharedMappingBytes(), between which nothing counts twice.
std::optional<qint64> proportionalBytes(pid_t pid)
{
    const auto rollup = readSmallFile(procPath(pid, "smaps_rollup"));
    if (!rollup || rollup->isEmpty())
        return std::nullopt;
    return kibibytes(*rollup, "Pss_Anon:"_ba);
}

// Shared anonymous memory keeps its pages after a process has let go of them with madvise(), when they no longer count
// as resident anywhere. So such mappings count in full, each once however many processes have it.
qint64 sharedMappingBytes(const std::vector<pid_t> &pids)
{
    std::set<QByteArray> seen;
    qint64 bytes = 0;
    for (const auto pid : pids) {
        const auto maps = readSmallFile(procPath(pid, "maps")).value_or(QByteArray());
        for (const auto &line : maps.split('\n')) {
            if (!line.contains("/dev/zero (deleted)"))
                continue;
            const auto fields = line.simplified().split(' ');
            const auto range = fields.at(0).split('-');
            if (fields.size() < 5 || range.size() != 2 || !seen.insert(fields.at(4) + '@' + fields.at(2)).second)
                continue;
            bytes += range.at(1).toLongLong(nullptr, 16) - range.at(0).toLongLong(nullptr, 16);
        }
    }
    return bytes;
}

} // namespace

TreeMemory::TreeMemory(pid_t agent)
    : m_agent(agent)
{
    for (const auto *name : {"root/tmp", "root/dev/shm"}) {
        UniqueFd fd(::open(procPath(agent, name).toLatin1().constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
        struct statfs info = {};
        if (fd.isValid() && ::fstatfs(fd.get(), &info) == 0 && info.f_type == TMPFS_MAGIC)
            m_tmpfs.push_back(std::move(fd));
    }
}

qint64 TreeMemory::tmpfsBytes() const
{
    qint64 bytes = 0;
    for (const auto &fd : m_tmpfs) {
        struct statvfs info = {};
        if (::fstatvfs(fd.get(), &info) != 0)
            continue;
        bytes += static_cast<qint64>((info.f_blocks - info.f_bfree) * info.f_frsize);
        bytes += static_cast<qint64>(info.f_files - info.f_ffree) * inodeBytes;
    }
    return bytes;
}

qint64 TreeMemory::kernelBytes(const std::vector<pid_t> &pids) const
{
    qint64 descriptors = 0;
    for (const auto pid : pids) {
        struct stat info = {};
        // Since Linux 6.2 the size of this folder is the number of descriptors.
        if (::stat(procPath(pid, "fd").toLatin1().constData(), &info) == 0)
            descriptors += info.st_size;
    }
    const auto sockstat = readSmallFile(procPath(m_agent, "net/sockstat")).value_or(QByteArray());
    const auto sockets = sockstat.startsWith("sockets: used ")
                             ? sockstat.sliced(14, sockstat.indexOf('\n') - 14).trimmed().toLongLong()
                             : 0;
    return descriptors * descriptorBytes + std::max<qint64>(0, sockets - freeSockets) * socketBytes;
}

qint64 TreeMemory::quickBytes() const
{
    const auto pids = processTree(m_agent);
    qint64 bytes = kernelBytes(pids) + tmpfsBytes();
    for (const auto pid : pids) {
        const auto process = processBytes(pid);
        bytes += process.resident + process.other;
    }
    return bytes;
}

qint64 TreeMemory::exactBytes() const
{
    const auto pids = processTree(m_agent);
    qint64 bytes = kernelBytes(pids) + tmpfsBytes() + sharedMappingBytes(pids);
    for (const auto pid : pids) {
        const auto process = processBytes(pid);
        bytes += proportionalBytes(pid).value_or(process.resident) + process.other;
    }
    return bytes;
}

} // namespace ca
