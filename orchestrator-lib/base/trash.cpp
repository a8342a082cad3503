#include "trash.h"

#include <QDir>
#include <QFile>
#include <cerrno>
#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

#include "dirstream.h"
#include "uniquefd.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// Empties a folder without descending: folders in it that are not empty are moved up beside it, where their turn
/// comes. So neither the stack nor the number of descriptors nor the length of a path grows with the depth.
class Emptying
{
public:
    Emptying(int trashFd, const std::stop_token &stop)
        : m_trashFd(trashFd)
        , m_stop(stop)
    {
    }

    /// Until nothing is left, nothing can be deleted any more, or it is stopped. 0 or an error number.
    int run()
    {
        bool isProgressing = true;
        while (isProgressing && !m_stop.stop_requested()) {
            m_deleted = 0;
            m_error = 0;
            empty(m_trashFd);
            isProgressing = m_deleted > 0;
        }
        return m_error;
    }

private:
    void empty(int dirFd)
    {
        const DirStream stream(::fdopendir(::fcntl(dirFd, F_DUPFD_CLOEXEC, 0)));
        if (!stream)
            return remember(errno);
        ::rewinddir(stream.get());
        while (const dirent *entry = ::readdir(stream.get())) {
            if (m_stop.stop_requested())
                return;
            const QByteArrayView name(entry->d_name);
            if (name != "." && name != "..")
                remove(dirFd, entry->d_name);
        }
    }

    void remove(int dirFd, const char *name)
    {
        if (::unlinkat(dirFd, name, 0) == 0 || ::unlinkat(dirFd, name, AT_REMOVEDIR) == 0) {
            ++m_deleted;
            return;
        }
        if (errno != ENOTEMPTY && errno != EEXIST && errno != EACCES)
            return remember(errno);
        if (dirFd == m_trashFd)
            return removeTop(name);
        makeOpen(dirFd, name); // a folder that is moved elsewhere is written to
        const QByteArray moved = "moved-" + QByteArray::number(m_moved++);
        if (::renameat(dirFd, name, m_trashFd, moved.constData()) == 0)
            ++m_deleted;
        else if (errno == EEXIST || errno == ENOTEMPTY) // left by an earlier run: the next number
            ++m_deleted;
        else
            remember(errno);
    }

    void removeTop(const char *name)
    {
        makeOpen(m_trashFd, name);
        const UniqueFd dir(::openat(m_trashFd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (!dir.isValid())
            return remember(errno);
        empty(dir.get());
        if (::unlinkat(m_trashFd, name, AT_REMOVEDIR) == 0)
            ++m_deleted;
        else
            remember(errno);
    }

    static void makeOpen(int dirFd, const char *name)
    {
        const UniqueFd dir(::openat(dirFd, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (dir.isValid()) // O_PATH descriptors take no fchmod()
            ::chmod(QByteArray("/proc/self/fd/" + QByteArray::number(dir.get())).constData(), 0700);
    }

    void remember(int error)
    {
        if (error != ENOENT)
            m_error = error;
    }

    const int m_trashFd;
    const std::stop_token &m_stop;
    qint64 m_moved = 0;
    qint64 m_deleted = 0;
    int m_error = 0;
};
} // namespace

Result<void> Trash::put(const QString &path) const
{
    if (!QDir().mkpath(m_dir))
        return failure(ErrorCode::Io, u"cannot make the folder %1: check free space and permissions"_s.arg(m_dir));
    const QByteArray from = QFile::encodeName(path);
    const QByteArray to = QFile::encodeName(m_dir + u'/' + QFileInfo(path).fileName());
    if (::rename(from.constData(), to.constData()) == 0 || errno == ENOENT)
        return {};
    return failure(ioError(u"cannot delete %1"_s.arg(path), errno));
}

bool Trash::holds(const QString &name) const
{
    return QFileInfo(m_dir + u'/' + name).isDir();
}

Result<void> Trash::empty(const std::stop_token &stop) const
{
    const UniqueFd dir(::open(QFile::encodeName(m_dir).constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!dir.isValid())
        return errno == ENOENT ? Result<void>() : failure(ioError(u"cannot look into %1"_s.arg(m_dir), errno));
    if (const int error = Emptying(dir.get(), stop).run(); error != 0 && !stop.stop_requested())
        return failure(ioError(u"cannot delete everything in %1"_s.arg(m_dir), error));
    return {};
}

} // namespace ca
