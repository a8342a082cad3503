#include "sandboxnetworkfiles.h"

#include <QFile>
#include <cerrno>

namespace ca {

using namespace Qt::StringLiterals;

namespace {

Result<void> writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    errno = 0;
    const bool isWritten =
        file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size() && file.flush();
    if (!isWritten)
        return failure(ioError(u"cannot write %1"_s.arg(path), errno));
    // Its reader has another user id when we are root.
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    return {};
}

QByteArray fetchPreload()
{
    QFile file(u":/sandbox/fetch-proxy.cjs"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Result<void> writeSandboxNetworkFiles(const PackageSources &sources, const QString &folder)
{
    const auto files = sources.files() << std::pair(u"fetch-proxy.cjs"_s, fetchPreload());
    for (const auto &[name, content] : files) {
        if (auto written = writeFile(folder + u'/' + name, content); !written)
            return written;
    }
    return {};
}

} // namespace ca
