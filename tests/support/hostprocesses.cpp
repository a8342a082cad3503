#include "hostprocesses.h"

#include <QCoreApplication>
#include <QDir>
#include <algorithm>

namespace ca::test {

namespace {
/// The processes of which one of these files in /proc holds the text.
QList<qint64> processesOf(const QString &text, const QStringList &files)
{
    QList<qint64> found;
    const QByteArray bytes = text.toUtf8();
    for (const QString &entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        bool isNumber = false;
        const qint64 pid = entry.toLongLong(&isNumber);
        if (!isNumber || pid == QCoreApplication::applicationPid())
            continue;
        const bool isOne = std::ranges::any_of(files, [&](const QString &name) {
            QFile file(QStringLiteral("/proc/%1/%2").arg(pid).arg(name));
            return file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes);
        });
        if (isOne)
            found.append(pid);
    }
    return found;
}
} // namespace

QList<qint64> processesWith(const QString &text)
{
    return processesOf(text, {QStringLiteral("cmdline")});
}

QList<qint64> processesUsing(const QString &folder)
{
    return processesOf(folder, {QStringLiteral("cmdline"), QStringLiteral("environ"), QStringLiteral("mountinfo")});
}

QList<qint64> processesInGroup(const QString &text)
{
    return processesOf(text, {QStringLiteral("cgroup")});
}

QString describeProcess(qint64 pid)
{
    QFile stat(QStringLiteral("/proc/%1/stat").arg(pid));
    QFile commandLine(QStringLiteral("/proc/%1/cmdline").arg(pid));
    if (!stat.open(QIODevice::ReadOnly) || !commandLine.open(QIODevice::ReadOnly))
        return QStringLiteral("process %1, which has ended by now").arg(pid);
    const QList<QByteArray> fields = stat.readAll().split(')').constLast().simplified().split(' ');
    return QStringLiteral("process %1 (state %2, parent %3): %4")
        .arg(QString::number(pid), QString::fromUtf8(fields.value(0)), QString::fromUtf8(fields.value(1)),
             QString::fromUtf8(commandLine.readAll().replace('\0', ' ')));
}

} // namespace ca::test
