#include "datafolder.h"

#include <QDir>
#include <QSet>

#include "folders.h"
#include "jobjson.h"

namespace ca {

using namespace Qt::StringLiterals;

DataFolder::DataFolder(QString path, QString runtimeDir, DataFolderLock lock)
    : m_path(std::move(path))
    , m_runtimeDir(std::move(runtimeDir))
    , m_lock(std::move(lock))
{
}

QString DataFolder::jobsDir() const
{
    return m_path + u"/jobs"_s;
}

Trash DataFolder::trash() const
{
    return Trash(m_path + u"/trash"_s);
}

Result<DataFolder> DataFolder::take(const QString &path, const QString &ownerName)
{
    if (!QDir().mkpath(path + u"/jobs"_s)) {
        return failure(ErrorCode::Io, u"cannot write in the data folder %1: check its permissions and free space, or "
                                      "choose another with --data"_s.arg(path));
    }
    auto lock = DataFolderLock::take(path, ownerName);
    if (!lock)
        return failure(lock.error());
    const auto runtimeDir = makeRuntimeDir(path);
    if (!runtimeDir)
        return failure(runtimeDir.error());
    return DataFolder(path, *runtimeDir, std::move(*lock));
}

QString DataFolder::runtimeName(const JobId &id)
{
    constexpr qsizetype length = 13; // a socket's path may have 107 bytes
    return idToText(id).left(length);
}

void DataFolder::clearRuntimeDir(const QList<JobId> &kept) const
{
    QSet<QString> names;
    for (const JobId &id : kept)
        names.insert(runtimeName(id));
    for (const QString &name : QDir(m_runtimeDir).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (!names.contains(name))
            QDir(m_runtimeDir + u'/' + name).removeRecursively();
    }
}

} // namespace ca
