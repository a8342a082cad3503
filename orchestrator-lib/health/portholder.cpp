#include "portholder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSet>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The inodes of the sockets that listen on a port. Columns as in proc(5): number, local address:port in hexadecimal,
/// remote, state (0A listens), queues, timer, retransmits, user, timeout, inode.
QSet<QByteArray> listeners(quint16 port)
{
    QSet<QByteArray> inodes;
    for (const QString &table : {u"/proc/net/tcp"_s, u"/proc/net/tcp6"_s}) {
        const QList<QByteArray> lines = contentOf(table).split('\n');
        for (const QByteArray &line : lines) {
            const QList<QByteArray> columns = line.simplified().split(' ');
            if (columns.size() < 10 || columns.at(3) != "0A")
                continue;
            if (columns.at(1).mid(columns.at(1).lastIndexOf(':') + 1).toUShort(nullptr, 16) == port)
                inodes.insert(columns.at(9));
        }
    }
    return inodes;
}

bool holdsAny(const QString &process, const QSet<QByteArray> &inodes)
{
    const QString folder = u"/proc/%1/fd"_s.arg(process);
    const QStringList descriptors = QDir(folder).entryList(QDir::Files | QDir::System | QDir::Hidden);
    for (const QString &descriptor : descriptors) {
        const QByteArray target = QFile::symLinkTarget(folder + u'/' + descriptor).toLatin1(); // "…/socket:[123]"
        const qsizetype begin = target.indexOf("socket:[");
        if (begin >= 0 && inodes.contains(target.sliced(begin + 8).chopped(1)))
            return true;
    }
    return false;
}
} // namespace

PortHolder PortHolder::of(quint16 port)
{
    const QSet<QByteArray> inodes = listeners(port);
    if (inodes.isEmpty())
        return {};
    QStringList processes = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    processes.prepend(QString::number(QCoreApplication::applicationPid()));
    for (const QString &process : std::as_const(processes)) {
        const qint64 pid = process.toLongLong();
        if (pid > 0 && holdsAny(process, inodes))
            return {.isThere = true,
                    .pid = pid,
                    .name = QString::fromUtf8(contentOf(u"/proc/%1/comm"_s.arg(pid)).trimmed())};
    }
    return {.isThere = true};
}

bool PortHolder::isThisProgram() const
{
    return pid == QCoreApplication::applicationPid();
}

QString PortHolder::text() const
{
    return pid == 0 ? u"by a program of another user"_s : u"by %1 (process %2)"_s.arg(name).arg(pid);
}

} // namespace ca
