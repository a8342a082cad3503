#include "machine.h"

#include <QCoreApplication>
#include <QFile>
#include <QSysInfo>
#include <QThread>

namespace ca::bench {

namespace {
using namespace Qt::StringLiterals;

QString cpuModel()
{
    QFile file(u"/proc/cpuinfo"_s);
    if (!file.open(QIODevice::ReadOnly))
        return QSysInfo::currentCpuArchitecture();
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("model name"))
            return QString::fromUtf8(line.mid(line.indexOf(':') + 1)).simplified();
    }
    return QSysInfo::currentCpuArchitecture();
}
} // namespace

QJsonObject machineFacts()
{
    return {{u"cpu"_s, cpuModel()},
            {u"cores"_s, QThread::idealThreadCount()},
            {u"kernel"_s, QSysInfo::kernelVersion()},
            {u"version"_s, QCoreApplication::applicationVersion()}};
}

} // namespace ca::bench
