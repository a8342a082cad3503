#include "smallfile.h"

#include <QFile>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

#include "uniquefd.h"

namespace ca {

std::optional<QByteArray> readSmallFile(const QString &path)
{
    const UniqueFd fd(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    if (!fd.isValid())
        return std::nullopt;
    QByteArray content;
    char buffer[4096];
    for (;;) {
        const auto count = ::read(fd.get(), buffer, sizeof buffer);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return std::nullopt;
        if (count == 0)
            return content;
        content.append(buffer, count);
    }
}

int writeSmallFile(const QString &path, const QByteArray &content)
{
    const UniqueFd fd(::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!fd.isValid())
        return errno;
    return ::write(fd.get(), content.constData(), static_cast<std::size_t>(content.size())) < 0 ? errno : 0;
}

qint64 keyedNumber(const QByteArray &content, const QByteArray &key)
{
    for (const auto &line : content.split('\n')) {
        const auto space = line.indexOf(' ');
        if (space == key.size() && line.startsWith(key))
            return line.sliced(space + 1).trimmed().toLongLong();
    }
    return 0;
}

} // namespace ca
