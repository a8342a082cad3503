#include "attackrun.h"

#include <QFile>
#include <QNetworkInterface>
#include <QProcess>
#include <QTest>
#include <QUuid>
#include <sys/statvfs.h>
#include <unistd.h>

namespace ca::hostile {

using namespace Qt::StringLiterals;

namespace {

constexpr int lookEveryMs = 50;
constexpr int longestRunMs = 90'000;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 availableMemory()
{
    const auto info = contentOf(u"/proc/meminfo"_s);
    const auto at = info.indexOf("MemAvailable:");
    return info.sliced(at + 13, info.indexOf(" kB", at) - at - 13).trimmed().toLongLong() * 1024;
}

qint64 availableDisk(const QString &folder)
{
    struct statvfs info = {};
    ::statvfs(QFile::encodeName(folder).constData(), &info);
    return static_cast<qint64>(info.f_bavail * info.f_frsize);
}

qint64 cpuMs(pid_t pid)
{
    const auto stat = contentOf(u"/proc/%1/stat"_s.arg(pid));
    const auto fields = stat.sliced(stat.lastIndexOf(')') + 1).simplified().split(' ');
    if (fields.size() < 13)
        return 0;
    return (fields.at(11).toLongLong() + fields.at(12).toLongLong()) * 1000 / ::sysconf(_SC_CLK_TCK);
}

QString hostAddress()
{
    for (const auto &address : QNetworkInterface::allAddresses()) {
        if (address.protocol() == QAbstractSocket::IPv4Protocol && !address.isLoopback())
            return address.toString();
    }
    return u"127.0.0.1"_s;
}

} // namespace

AttackRun::AttackRun(Surroundings &surroundings, const Attack &attack)
    : m_surroundings(surroundings)
    , m_attack(attack)
    , m_mark(u"mark-"_s + QUuid::createUuid().toString(QUuid::Id128))
{
}

AttackRun::~AttackRun()
{
    if (!m_id.isEmpty() && !m_ended)
        cancel();
}

QByteArray AttackRun::script() const
{
    const QString folder = QStringLiteral(CA_ATTACKS_DIR "/");
    auto text = QString::fromUtf8(contentOf(folder + u"prelude.py") +
                                  contentOf(folder + m_attack.name.section(u':', 0, 0) + u".py"));
    auto &canaries = m_surroundings.canaries();
    const QList<std::pair<QString, QString>> values{
        {u"@CANARY_DIR@"_s, canaries.folder()},
        {u"@TCP_PORT@"_s, QString::number(canaries.tcpPort())},
        {u"@UDP_PORT@"_s, QString::number(canaries.udpPort())},
        {u"@API_PORT@"_s, QString::number(m_surroundings.daemon().url().port())},
        {u"@ABSTRACT@"_s, canaries.abstractName()},
        {u"@HOST_ADDRESS@"_s, hostAddress()},
        {u"@PIDS@"_s, QString::number(m_attack.limits.value("pids"_L1).toInt())},
        {u"@VARIANT@"_s, m_attack.name.section(u':', 1, 1)},
        {u"@MARK@"_s, m_mark},
        {u"@ENGINE@"_s, qEnvironmentVariable("AGENT_ENGINE", u"bubblewrap"_s)},
    };
    for (const auto &[key, value] : values)
        text.replace(key, value);
    return text.toUtf8();
}

bool AttackRun::start()
{
    m_memoryBefore = availableMemory();
    m_diskBefore = availableDisk(m_surroundings.dataDir());
    m_clock.start();
    const QJsonObject body{{u"prompt"_s, u"```python\n%1\n```\n"_s.arg(QString::fromUtf8(script()))},
                           {u"provider"_s, u"runbook"_s},
                           {u"limits"_s, m_attack.limits}};
    m_id = test::DaemonProcess::schedule(m_surroundings.http(), body);
    return !m_id.isEmpty();
}

void AttackRun::ask()
{
    QElapsedTimer timer;
    timer.start();
    const auto status = m_surroundings.http().get(u"/status/"_s + m_id);
    const auto root = m_surroundings.http().get(u"/"_s);
    m_slowestAnswerMs = std::max(m_slowestAnswerMs, timer.elapsed());
    if (status.status != 200 || root.status != 200)
        m_answeredAlways = false;
    m_job = status.json();
}

void AttackRun::measure()
{
    if (m_container.isEmpty())
        m_container = m_surroundings.http().get(u"/job/"_s + m_id).json().value("container_id"_L1).toString();
    const auto tree = processes();
    m_mostProcesses = std::max(m_mostProcesses, static_cast<qsizetype>(tree.size()) - 1);
    m_mostMemory = std::max(m_mostMemory, m_memoryBefore - availableMemory());
    m_mostDisk = std::max(m_mostDisk, m_diskBefore - availableDisk(m_surroundings.dataDir()));
    // Server, monitor, agent and four that are busy; containers have their monitor elsewhere.
    const std::size_t fullSize = Surroundings::areContainers() ? 6 : 7;
    if (tree.size() < fullSize)
        return;
    m_lastCpuMs = 0;
    for (const auto pid : tree)
        m_lastCpuMs += pid == tree.front() ? 0 : cpuMs(pid);
    m_lastWallMs = m_clock.elapsed();
    if (m_firstCpuMs < 0) {
        m_firstCpuMs = m_lastCpuMs;
        m_firstWallMs = m_lastWallMs;
    }
}

double AttackRun::busyCpus() const
{
    return static_cast<double>(m_lastCpuMs - m_firstCpuMs) / static_cast<double>(m_lastWallMs - m_firstWallMs);
}

bool AttackRun::look()
{
    measure();
    ask();
    const auto status = m_job.value("status"_L1).toString();
    if (status == u"scheduled" || status == u"running")
        return false;
    m_job = m_surroundings.http().get(u"/job/"_s + m_id).json();
    m_ended = true;
    return true;
}

bool AttackRun::watchToTheEnd()
{
    while (!look()) {
        if (m_clock.elapsed() > longestRunMs)
            return false;
        QTest::qWait(lookEveryMs);
    }
    return true;
}

void AttackRun::cancel()
{
    m_surroundings.http().post(u"/cancel/"_s + m_id);
}

QByteArray AttackRun::log(const QString &stream) const
{
    return contentOf(jobDir() + u"/logs/"_s + stream + u".log");
}

QString AttackRun::jobDir() const
{
    return m_surroundings.dataDir() + u"/jobs/" + m_id;
}

QByteArray AttackRun::result() const
{
    QProcess python;
    python.start(u"python3"_s, {u"-c"_s,
                                u"import sys, zipfile\n"
                                "with zipfile.ZipFile(sys.argv[1]) as zip:\n"
                                "    for name in zip.namelist(): sys.stdout.buffer.write(zip.read(name))"_s,
                                jobDir() + u"/output.zip"});
    if (!python.waitForFinished() || python.exitCode() != 0)
        return "unreadable: " + python.readAllStandardError();
    return python.readAllStandardOutput();
}

} // namespace ca::hostile
