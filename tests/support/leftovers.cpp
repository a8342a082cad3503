#include "leftovers.h"

#include <QDirIterator>
#include <QFile>
#include <QSet>

namespace ca::test {

using namespace Qt::StringLiterals;

namespace {

QStringList mountsOf(const QString &folder)
{
    QStringList found;
    QFile mounts(u"/proc/self/mountinfo"_s);
    if (!mounts.open(QIODevice::ReadOnly))
        return {u"the mounts cannot be read"_s};
    for (const QByteArray &line : mounts.readAll().split('\n')) {
        if (line.contains(QFile::encodeName(folder)))
            found.append(u"mount: "_s + QString::fromUtf8(line));
    }
    return found;
}

/// The name of a job's group ends with the job's id, in every hierarchy.
QStringList cgroupsOf(const QSet<QString> &jobIds)
{
    QStringList found;
    QDirIterator groups(u"/sys/fs/cgroup"_s, QDir::Dirs | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (groups.hasNext()) {
        const QString path = groups.next();
        if (jobIds.contains(groups.fileName().section(u'.', 1)))
            found.append(u"cgroup: "_s + path);
    }
    return found;
}

QStringList strayFiles(const QString &folder)
{
    QStringList found;
    QDirIterator files(folder, QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo file = files.nextFileInfo();
        const QString name = file.fileName();
        const bool isOther = !file.isFile() && !file.isDir() && !file.isSymLink();
        if (isOther || name.endsWith(u".sock"_s) || name.endsWith(u".part"_s) || name.endsWith(u".tmp"_s) ||
            name.endsWith(u"-wal"_s) || name.endsWith(u"-shm"_s) || name.endsWith(u"-journal"_s))
            found.append(u"file: "_s + file.filePath());
    }
    return found;
}

} // namespace

QStringList leftoversOf(const QString &folder, const QStringList &jobIds)
{
    return mountsOf(folder) + cgroupsOf(QSet<QString>(jobIds.begin(), jobIds.end())) + strayFiles(folder);
}

} // namespace ca::test
