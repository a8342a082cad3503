#include "folders.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace ca {

namespace {
/// A folder that exists already is accepted only when it is ours and a real folder: /tmp is everybody's.
Result<void> makePrivateDir(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (::mkdir(name.constData(), 0700) == 0)
        return {};
    if (errno != EEXIST)
        return failure(ioError(QStringLiteral("cannot make the folder %1").arg(path), errno));
    struct stat info{};
    if (::lstat(name.constData(), &info) != 0)
        return failure(ioError(QStringLiteral("cannot look at %1").arg(path), errno));
    if (!S_ISDIR(info.st_mode) || info.st_uid != ::geteuid() || (info.st_mode & 0077) != 0) {
        return failure(ErrorCode::Conflict,
                       QStringLiteral("%1 is not a private folder of this user: remove it, or set XDG_RUNTIME_DIR to "
                                      "a folder that is")
                           .arg(path));
    }
    return {};
}

QString runtimeRoot()
{
    const QString xdg = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (!xdg.isEmpty() && QDir(xdg).exists())
        return xdg + QLatin1StringView("/containerized-agent");
    return QStringLiteral("/tmp/containerized-agent-%1").arg(::geteuid());
}
} // namespace

QString defaultDataDir()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QLatin1StringView("/containerized-agent");
}

QString userConfigDir()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QLatin1StringView("/containerized-agent");
}

Result<QString> makeRuntimeDir(const QString &dataDir)
{
    const QString root = runtimeRoot();
    const QByteArray hash = QCryptographicHash::hash(QFile::encodeName(dataDir), QCryptographicHash::Sha256);
    const QString path = root + u'/' + QString::fromLatin1(hash.toHex().first(8));
    for (const QString &dir : {root, path}) {
        if (auto made = makePrivateDir(dir); !made)
            return failure(made.error());
    }
    return path;
}

} // namespace ca
