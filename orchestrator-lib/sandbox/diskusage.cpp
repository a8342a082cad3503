#include "diskusage.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <algorithm>
#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <string>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "dirstream.h"
#include "smallfile.h"
#include "uniquefd.h"

namespace ca {

namespace {
constexpr qint64 leastEntryBytes = 4096;
constexpr qint64 blockBytes = 512;

UniqueFd openFolder(int at, const char *name)
{
    return UniqueFd(::openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

bool isDots(const char *name)
{
    return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

} // namespace

/// One folder on the way down: who it is, so that the way back up can be checked, and what is left to do in it.
struct DiskUsage::Level
{
    dev_t device = 0;
    ino_t inode = 0;
    std::vector<std::string> folders;
};

DiskUsage::DiskUsage(qint64 enough, std::stop_token stop)
    : m_enough(enough)
    , m_stop(std::move(stop))
{
}

void DiskUsage::add(const struct stat &info)
{
    if (info.st_nlink > 1 && !S_ISDIR(info.st_mode) && !m_linkedSeveralTimes.insert({info.st_dev, info.st_ino}).second)
        return;
    m_bytes += std::max<qint64>(leastEntryBytes, info.st_blocks * blockBytes);
}

bool DiskUsage::readEntries(int fd, Level &level)
{
    struct stat self = {};
    if (::fstat(fd, &self) != 0)
        return false;
    level.device = self.st_dev;
    level.inode = self.st_ino;
    const DirStream dir(::fdopendir(::dup(fd)));
    if (!dir)
        return false;
    while (const auto *entry = ::readdir(dir.get())) {
        struct stat info = {};
        if (isDots(entry->d_name) || ::fstatat(fd, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        add(info);
        if (S_ISDIR(info.st_mode))
            level.folders.emplace_back(entry->d_name);
        if (isDone())
            return false;
    }
    return true;
}

// Walks with one open folder whatever the depth, back up through "..". A job that moves folders about meanwhile could
// lead that astray, so each step up is checked against where the way down came from; what a lost way leaves out is
// found by the next look.
void DiskUsage::addFolder(int folderFd)
{
    std::vector<Level> way(1);
    auto current = openFolder(folderFd, ".");
    if (!current.isValid() || !readEntries(current.get(), way.back()))
        return;
    while (!isDone()) {
        auto &level = way.back();
        if (!level.folders.empty()) {
            auto next = openFolder(current.get(), level.folders.back().c_str());
            level.folders.pop_back();
            Level below;
            if (next.isValid() && readEntries(next.get(), below) && !below.folders.empty()) {
                current = std::move(next);
                way.push_back(std::move(below));
            }
            continue;
        }
        way.pop_back();
        if (way.empty())
            return;
        current = openFolder(current.get(), "..");
        struct stat info = {};
        if (!current.isValid() || ::fstat(current.get(), &info) != 0 || info.st_ino != way.back().inode ||
            info.st_dev != way.back().device)
            return;
    }
}

void DiskUsage::addDeletedFiles(const std::vector<pid_t> &pids, dev_t device)
{
    std::set<ino_t> seen;
    for (const auto pid : pids) {
        const QByteArray path = QByteArray("/proc/") + QByteArray::number(pid) + "/fd";
        const DirStream dir(::opendir(path.constData()));
        while (dir && !isDone()) {
            const auto *entry = ::readdir(dir.get());
            if (!entry)
                break;
            struct stat info = {};
            if (isDots(entry->d_name) || ::fstatat(::dirfd(dir.get()), entry->d_name, &info, 0) != 0)
                continue;
            if (S_ISREG(info.st_mode) && info.st_nlink == 0 && info.st_dev == device && seen.insert(info.st_ino).second)
                m_bytes += info.st_blocks * blockBytes;
        }
        // A mapping keeps a deleted file too; its blocks cannot be asked for, so the mapped length stands for them.
        const auto maps = readSmallFile(QStringLiteral("/proc/%1/maps").arg(pid)).value_or(QByteArray());
        const QByteArray mark = QByteArray::number(major(device), 16).rightJustified(2, '0') + ':' +
                                QByteArray::number(minor(device), 16).rightJustified(2, '0');
        for (const auto &line : maps.split('\n')) {
            if (!line.endsWith(" (deleted)") || !line.contains(mark))
                continue;
            const auto fields = line.simplified().split(' ');
            const auto range = fields.at(0).split('-');
            if (fields.size() > 5 && range.size() == 2 && seen.insert(fields.at(4).toULongLong()).second)
                m_bytes += range.at(1).toLongLong(nullptr, 16) - range.at(0).toLongLong(nullptr, 16);
        }
    }
}

} // namespace ca
