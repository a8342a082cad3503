#include "uploadfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

#include "uniquefd.h"

namespace ca {

using namespace Qt::StringLiterals;

Result<void> createUploadFile(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    if (!QDir().mkpath(folder))
        return failure(ErrorCode::Io, u"cannot make the folder %1: check free space and permissions"_s.arg(folder));
    const UniqueFd file(
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    return file.isValid() ? Result<void>() : failure(ioError(u"cannot store the upload"_s, errno));
}

Result<void> writePart(const QString &path, qint64 offset, const QByteArray &part)
{
    const UniqueFd file(::open(QFile::encodeName(path).constData(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!file.isValid())
        return failure(ioError(u"cannot store the upload"_s, errno));
    qsizetype done = 0;
    while (done < part.size()) {
        const ssize_t written =
            ::pwrite(file.get(), part.constData() + done, static_cast<std::size_t>(part.size() - done), offset + done);
        if (written < 0 && errno != EINTR) {
            const Error error = ioError(u"cannot store the upload"_s, errno);
            std::ignore = ::ftruncate(file.get(), offset);
            return failure(error);
        }
        done += std::max<ssize_t>(written, 0);
    }
    return {};
}

Result<void> shareFile(const QString &from, const QString &to)
{
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    if (::link(source.constData(), target.constData()) == 0)
        return {};
    const int linkError = errno;
    if (linkError == ENOENT)
        return failure(ErrorCode::NotFound, u"%1 is not there any more"_s.arg(QFileInfo(from).fileName()));
    if (linkError == ENOSPC || linkError == EDQUOT || !QFile::copy(from, to))
        return failure(ioError(u"cannot keep %1 with the job"_s.arg(QFileInfo(to).fileName()), linkError));
    return {};
}

} // namespace ca
