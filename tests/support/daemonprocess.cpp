#include "daemonprocess.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTest>

namespace ca::test {

using namespace Qt::StringLiterals;

namespace {
constexpr int pollMs = 20;
}

QString programPath(const QString &name)
{
    return qEnvironmentVariable("CA_BIN_DIR", QCoreApplication::applicationDirPath() + u"/../bin"_s) + u'/' + name;
}

DaemonProcess::DaemonProcess(const Options &options)
{
    QStringList command = options.wrapper;
    command << programPath(u"containerized-agentd"_s) << u"--listen"_s << u"127.0.0.1:0"_s << u"--data"_s
            << options.dataDir << options.arguments;
    m_process.setProcessEnvironment(options.environment);
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    m_process.start(command.takeFirst(), command);
    const QDeadlineTimer deadline(20'000);
    while (m_process.state() != QProcess::NotRunning && !deadline.hasExpired() && !m_process.canReadLine())
        m_process.waitForReadyRead(100);
    const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
    if (line.startsWith(u"listening on "_s)) {
        m_url = QUrl(line.mid(13));
    } else {
        m_process.waitForFinished(2'000);
        m_errorOutput = QString::fromUtf8(m_process.readAllStandardError());
    }
}

DaemonProcess::~DaemonProcess()
{
    if (m_process.state() != QProcess::NotRunning && !stop())
        kill();
}

bool DaemonProcess::stop()
{
    m_process.terminate();
    return m_process.waitForFinished(15'000) && m_process.exitStatus() == QProcess::NormalExit &&
           m_process.exitCode() == 0;
}

void DaemonProcess::kill()
{
    m_process.kill();
    m_process.waitForFinished(5'000);
}

QString DaemonProcess::schedule(HttpClient &http, const QJsonObject &body)
{
    return http.post(u"/schedule"_s, body).json().value(u"job_id"_s).toString();
}

bool DaemonProcess::awaitStatus(HttpClient &http, const QString &id, const QString &field, const QString &value,
                                int seconds)
{
    const QDeadlineTimer deadline(seconds * 1000);
    while (!deadline.hasExpired()) {
        if (http.get(u"/status/"_s + id).json().value(field).toString() == value)
            return true;
        QTest::qWait(pollMs);
    }
    return false;
}

QJsonObject DaemonProcess::awaitEnd(HttpClient &http, const QString &id, int seconds)
{
    const QDeadlineTimer deadline(seconds * 1000);
    static const QStringList ended{u"complete"_s, u"error"_s, u"cancelled"_s};
    while (!deadline.hasExpired()) {
        if (ended.contains(http.get(u"/status/"_s + id).json().value(u"status"_s).toString()))
            break;
        QTest::qWait(pollMs);
    }
    return http.get(u"/job/"_s + id).json();
}

} // namespace ca::test
