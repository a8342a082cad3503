#include "guardeddaemon.h"

#include <QDir>

namespace ca::test {

using namespace Qt::StringLiterals;

GuardedDaemon::GuardedDaemon()
    : m_daemon({.dataDir = m_dir.path()})
    , m_http(m_daemon.url())
{
    const QString id = DaemonProcess::schedule(m_http, {{u"prompt"_s, u"$ echo one; echo two"_s}});
    if (DaemonProcess::awaitEnd(m_http, id)[u"status"].toString() == "complete"_L1)
        m_ended = id;
}

QByteArray GuardedDaemon::hostLine() const
{
    return "Host: 127.0.0.1:" + QByteArray::number(url().port()) + "\r\n";
}

bool GuardedDaemon::answers() const
{
    RawClient raw(url());
    return raw.ask(raw.head("GET", u"/"_s)).status == 200;
}

QString GuardedDaemon::bigLog()
{
    if (m_bigLog.isEmpty()) {
        const QString id =
            DaemonProcess::schedule(m_http, {{u"prompt"_s, u"$ head -c %1 /dev/zero | tr '\\0' x"_s.arg(bigLogBytes)}});
        DaemonProcess::awaitEnd(m_http, id);
        m_bigLog = u"/logs/%1/stdout"_s.arg(id);
    }
    return m_bigLog;
}

qint64 GuardedDaemon::residentBytes()
{
    constexpr qint64 pageBytes = 4096;
    QFile file(u"/proc/%1/statm"_s.arg(m_daemon.process().processId()));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * pageBytes : 0;
}

qsizetype GuardedDaemon::openFiles()
{
    const QDir dir(u"/proc/%1/fd"_s.arg(m_daemon.process().processId()));
    return dir.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size();
}

} // namespace ca::test
