#include "processfacts.h"

#include <QDir>
#include <QFile>

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;

/// The number behind a name in a /proc/…/status file.
Result<qint64> statusNumber(const QString &path, const QByteArray &name)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Io, u"cannot read %1"_s.arg(path));
    const QByteArray text = '\n' + file.readAll();
    const QByteArray field = '\n' + name + ':';
    const qsizetype found = text.indexOf(field);
    if (found < 0)
        return failure(ErrorCode::Io, u"%1 lacks %2"_s.arg(path, QString::fromLatin1(name)));
    const qsizetype begin = found + field.size();
    return text.mid(begin, text.indexOf('\n', begin) - begin).trimmed().split(' ').constFirst().toLongLong();
}
} // namespace

Result<double> residentMb(qint64 pid)
{
    const Result<qint64> kibibytes = statusNumber(u"/proc/%1/status"_s.arg(pid), "VmRSS");
    if (!kibibytes)
        return failure(kibibytes.error());
    return static_cast<double>(*kibibytes) * 1024 / 1e6;
}

Result<qint64> contextSwitches(qint64 pid)
{
    qint64 sum = 0;
    const QString tasks = u"/proc/%1/task"_s.arg(pid);
    const QStringList threads = QDir(tasks).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &task : threads) {
        for (const QByteArray &kind :
             {QByteArray("voluntary_ctxt_switches"), QByteArray("nonvoluntary_ctxt_switches")}) {
            const Result<qint64> count = statusNumber(tasks + u'/' + task + u"/status"_s, kind);
            if (!count)
                return count;
            sum += *count;
        }
    }
    return sum;
}

} // namespace ca::bench
