#include "beneathdir.h"

#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr int maxTries = 100;

Error openError(const QByteArray &path, int errorNumber)
{
    const QString name = QString::fromUtf8(path);
    switch (errorNumber) {
    case ENOENT:
    case ENOTDIR:
        return {.code = ErrorCode::NotFound, .message = u"%1 does not exist"_s.arg(name), .detail = {}};
    case ELOOP:
    case EXDEV:
        return {.code = ErrorCode::InvalidArgument,
                .message = u"%1 is a link or leads outside its folder: such paths are not opened"_s.arg(name),
                .detail = {}};
    case EINVAL:
    case ENXIO:
        return {.code = ErrorCode::InvalidArgument,
                .message = u"%1 is not a regular file: only those are opened"_s.arg(name),
                .detail = {}};
    default:
        return ioError(u"cannot open %1"_s.arg(name), errorNumber);
    }
}
} // namespace

UniqueFd openBeneath(int dirFd, const char *path, int flags, unsigned long long resolve)
{
    open_how how = {};
    how.flags = static_cast<unsigned long long>(flags | O_CLOEXEC);
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | resolve;
    for (int tries = 0;; ++tries) {
        const long fd = ::syscall(SYS_openat2, dirFd, path, &how, sizeof how);
        // EAGAIN: something was renamed during the look-up, so the kernel could not tell whether it stayed beneath.
        // Someone who keeps renaming must not keep us here.
        if (fd >= 0 || (errno != EINTR && errno != EAGAIN) || tries == maxTries)
            return UniqueFd(static_cast<int>(fd));
    }
}

UniqueFd openRegularBeneath(int dirFd, const char *path, unsigned long long resolve)
{
    // Without O_NONBLOCK opening a fifo would wait for a writer that never comes.
    UniqueFd fd = openBeneath(dirFd, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, resolve);
    struct stat info = {};
    if (fd.isValid() && (::fstat(fd.get(), &info) != 0 || !S_ISREG(info.st_mode))) {
        fd.reset();
        errno = EINVAL;
    }
    return fd;
}

Result<BeneathDir> BeneathDir::open(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    UniqueFd fd(::open(name.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.isValid())
        return failure(openError(name, errno));
    return BeneathDir(std::move(fd));
}

Result<UniqueFd> BeneathDir::openFile(const QByteArray &path) const
{
    UniqueFd fd = openRegularBeneath(m_fd.get(), path.constData());
    if (!fd.isValid())
        return failure(openError(path, errno));
    return fd;
}

Result<BeneathDir> BeneathDir::openDir(const QByteArray &path) const
{
    UniqueFd fd = openBeneath(m_fd.get(), path.constData(), O_RDONLY | O_DIRECTORY);
    if (!fd.isValid())
        return failure(openError(path, errno));
    return BeneathDir(std::move(fd));
}

} // namespace ca
