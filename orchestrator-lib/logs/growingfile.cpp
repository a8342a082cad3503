#include "growingfile.h"

#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>

namespace ca {

GrowingFile::GrowingFile(QString path)
    : m_path(std::move(path))
{
}

bool GrowingFile::refresh()
{
    struct stat info = {};
    const QByteArray name = QFile::encodeName(m_path);
    if (::stat(name.constData(), &info) != 0) {
        m_errorNumber = errno == ENOENT ? 0 : errno;
        m_fd.reset();
        return std::exchange(m_size, 0) == 0;
    }
    const bool isSame = m_fd.isValid() && info.st_dev == m_device && info.st_ino == m_inode;
    if (!isSame) {
        m_fd.reset(::open(name.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
        m_errorNumber = m_fd.isValid() ? 0 : errno;
        m_device = info.st_dev;
        m_inode = info.st_ino;
    }
    const qint64 before = std::exchange(m_size, m_fd.isValid() ? info.st_size : 0);
    return before == 0 || (isSame && m_size >= before);
}

qint64 GrowingFile::read(qint64 offset, char *buffer, qint64 length) const
{
    qint64 done = 0;
    while (done < length) {
        const ssize_t count = ::pread(m_fd.get(), buffer + done, static_cast<size_t>(length - done), offset + done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        done += count;
    }
    return done;
}

QByteArray GrowingFile::read(qint64 offset, qint64 length) const
{
    QByteArray bytes(std::max<qint64>(length, 0), Qt::Uninitialized);
    bytes.truncate(read(offset, bytes.data(), bytes.size()));
    return bytes;
}

} // namespace ca
