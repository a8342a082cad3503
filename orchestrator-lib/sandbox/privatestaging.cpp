#include "privatestaging.h"

#include <QDir>
#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <linux/mount.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandboxowner.h"
#include "uniquefd.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array stagedPaths{"/mnt/workspace", "/mnt/home", "/mnt/runtime", "/mnt/agent"};
constexpr std::size_t agentIndex = 3;

int openTree(const char *path) noexcept
{
    return static_cast<int>(::syscall(SYS_open_tree, AT_FDCWD, path, 1U /* OPEN_TREE_CLONE */ | O_CLOEXEC));
}

bool moveTo(int tree, const char *path) noexcept
{
    return ::syscall(SYS_move_mount, tree, "", AT_FDCWD, path, 4U /* MOVE_MOUNT_F_EMPTY_PATH */) == 0;
}

bool makeMountPoint(std::size_t index) noexcept
{
    if (index != agentIndex)
        return ::mkdir(stagedPaths.at(index), 0755) == 0;
    const int fd = ::open(stagedPaths.at(index), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0755);
    return fd >= 0 && ::close(fd) == 0;
}

Result<void> giveFolder(const QString &path, uid_t uid, gid_t gid)
{
    const UniqueFd fd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!fd.isValid() || ::fchown(fd.get(), uid, gid) != 0)
        return failure(ioError(u"Could not give %1 to the user that jobs run as"_s.arg(path), errno));
    return {};
}

Result<void> giveSockets(const QString &folder, uid_t uid, gid_t gid)
{
    const auto encoded = QFile::encodeName(folder);
    const UniqueFd fd(::open(encoded.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    for (const auto &name : QDir(folder).entryList(QDir::System | QDir::Files | QDir::NoDotAndDotDot)) {
        struct stat info = {};
        const auto entry = QFile::encodeName(name);
        if (::fstatat(fd.get(), entry.constData(), &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISSOCK(info.st_mode))
            continue;
        if (::fchownat(fd.get(), entry.constData(), uid, gid, AT_SYMLINK_NOFOLLOW) != 0)
            return failure(ioError(u"Could not give %1 to the user that jobs run as"_s.arg(name), errno));
    }
    return {};
}

} // namespace

PrivateStaging::PrivateStaging(const SandboxSources &real)
    : m_real{QFile::encodeName(real.workspace), QFile::encodeName(real.home), QFile::encodeName(real.runtime),
             QFile::encodeName(real.agent)}
{
}

SandboxSources PrivateStaging::staged()
{
    return {.workspace = QString::fromLatin1(stagedPaths[0]),
            .home = QString::fromLatin1(stagedPaths[1]),
            .runtime = QString::fromLatin1(stagedPaths[2]),
            .agent = QString::fromLatin1(stagedPaths[agentIndex])};
}

const char *PrivateStaging::enter() const noexcept
{
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        return "could not make a private mount namespace (root needs CAP_SYS_ADMIN)";
    std::array<int, count> trees{};
    // All are taken before /mnt is covered: a job's folder may be below it.
    for (std::size_t i = 0; i < count; ++i) {
        trees.at(i) = openTree(m_real.at(i).constData());
        if (trees.at(i) < 0)
            return "could not take one of the job's folders";
    }
    if (::mount("tmpfs", "/mnt", "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755,size=64k") != 0)
        return "could not mount a tmpfs on /mnt";
    for (std::size_t i = 0; i < count; ++i) {
        if (!makeMountPoint(i) || !moveTo(trees.at(i), stagedPaths.at(i)))
            return "could not bind one of the job's folders";
    }
    return nullptr;
}

Result<void> PrivateStaging::giveToJobUser(const SandboxSources &real)
{
    return giveToUser(real, jobUid, jobGid);
}

Result<void> PrivateStaging::giveToUser(const SandboxSources &real, uid_t uid, gid_t gid)
{
    return giveFolder(real.workspace, uid, gid)
        .and_then([&] { return giveFolder(real.home, uid, gid); })
        .and_then([&] { return giveFolder(real.runtime, uid, gid); })
        .and_then([&] { return giveSockets(real.runtime, uid, gid); });
}

} // namespace ca
