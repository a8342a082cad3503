#include "envfile.h"

#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "uniquefd.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> unreadable(const QString &path, const QString &why)
{
    return failure(ErrorCode::InvalidArgument, u"cannot read the settings in %1: %2"_s.arg(path, why), path);
}

/// A folder that may not be looked into, such as another user's, holds no settings of ours.
bool isAbsent(const QString &path, int errorNumber)
{
    if (errorNumber == ENOENT || errorNumber == ENOTDIR)
        return true;
    const QByteArray folder = QFile::encodeName(QFileInfo(path).path());
    return errorNumber == EACCES && ::faccessat(AT_FDCWD, folder.constData(), X_OK, AT_EACCESS) != 0;
}

Result<QByteArray> readAll(const UniqueFd &fd, const QString &path)
{
    QByteArray content(EnvFile::maxBytes + 1, Qt::Uninitialized);
    qsizetype size = 0;
    while (size < content.size()) {
        const ssize_t count = ::read(fd.get(), content.data() + size, static_cast<std::size_t>(content.size() - size));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return unreadable(path, ioError(u"reading failed"_s, errno).message);
        if (count == 0)
            break;
        size += count;
    }
    if (size > EnvFile::maxBytes)
        return unreadable(path, u"it is larger than %1 KiB"_s.arg(EnvFile::maxBytes / 1024));
    content.truncate(size);
    return content;
}

} // namespace

Result<std::optional<EnvFile>> EnvFile::read(const QString &path)
{
    // Non-blocking: a pipe in its place must not make us wait.
    const UniqueFd fd(
        ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
    if (!fd.isValid() && isAbsent(path, errno))
        return std::nullopt;
    if (!fd.isValid() && errno == ELOOP)
        return unreadable(path, u"it is a link; put the file itself there"_s);
    struct stat info{};
    if (!fd.isValid() || ::fstat(fd.get(), &info) != 0)
        return unreadable(path, ioError(u"opening failed"_s, errno).message);
    if (S_ISDIR(info.st_mode))
        return std::nullopt; // virtual environments of Python like to be called .env
    if (!S_ISREG(info.st_mode))
        return unreadable(path, u"it is no regular file"_s);
    auto content = readAll(fd, path);
    if (!content)
        return failure(content.error());
    return EnvFile{.content = *content, .isPrivate = (info.st_mode & 077) == 0, .owner = info.st_uid};
}

} // namespace ca
