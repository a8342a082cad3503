#pragma once

#include <QByteArray>
#include <QString>

#include "result.h"
#include "uniquefd.h"

namespace ca {

/// An open folder whose contents are hostile: what is opened through it is beneath it, and never reached through a
/// link, whatever the names in it are. Paths are raw bytes, relative, at most 4095 bytes long. Any thread; calls block
/// for as long as the disk takes.
class BeneathDir
{
public:
    /// Opens a folder that is trusted itself: links in `path` are followed. Errors: NotFound, Io.
    static Result<BeneathDir> open(const QString &path);

    explicit BeneathDir(UniqueFd fd)
        : m_fd(std::move(fd))
    {
    }

    /// Opens a regular file for reading; never blocks on a fifo. Errors: NotFound, InvalidArgument (something else than
    /// a regular file, or the way to it leads through a link), Io.
    [[nodiscard]] Result<UniqueFd> openFile(const QByteArray &path) const;

    /// Opens a folder for reading. Errors: as openFile().
    [[nodiscard]] Result<BeneathDir> openDir(const QByteArray &path) const;

    /// Owned by this object.
    [[nodiscard]] int fd() const { return m_fd.get(); }

private:
    UniqueFd m_fd;
};

/// The openat2 call behind BeneathDir for callers that hold a folder's descriptor: links are not followed, the result
/// is close-on-exec. `resolve` is added to the RESOLVE_ flags. Invalid with errno set on failure.
UniqueFd openBeneath(int dirFd, const char *path, int flags, unsigned long long resolve = 0);

/// openBeneath() for reading, and then makes sure that it is a regular file: otherwise invalid with errno EINVAL.
UniqueFd openRegularBeneath(int dirFd, const char *path, unsigned long long resolve = 0);

} // namespace ca
