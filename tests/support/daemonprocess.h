#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QUrl>

#include "httpclient.h"

namespace ca::test {

/// A real containerized-agentd on a free port with a data folder of the test's. The destructor ends it cleanly.
class DaemonProcess
{
public:
    struct Options
    {
        QString dataDir;
        QStringList arguments = {};
        /// What to run it with, before its own path: {"setpriv", "--reuid", …}.
        QStringList wrapper = {};
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    };

    explicit DaemonProcess(const Options &options);
    ~DaemonProcess();

    /// False when it did not say that it listens; errorOutput() then says why.
    [[nodiscard]] bool isListening() const { return m_url.isValid(); }
    [[nodiscard]] QUrl url() const { return m_url; }
    [[nodiscard]] QString errorOutput() const { return m_errorOutput; }
    [[nodiscard]] HttpClient http() const { return HttpClient(m_url); }
    [[nodiscard]] QProcess &process() { return m_process; }

    /// SIGTERM; true when it ended with exit code 0 within 15 s.
    bool stop();
    void kill();

    /// Schedules and returns the id; empty when refused.
    static QString schedule(HttpClient &http, const QJsonObject &body);
    /// Waits until the job has ended; the answer of GET /job/{id}.
    static QJsonObject awaitEnd(HttpClient &http, const QString &id, int seconds = 60);
    /// Waits until GET /status/{id} has this value; true when it came.
    static bool awaitStatus(HttpClient &http, const QString &id, const QString &field, const QString &value,
                            int seconds = 30);

private:
    QProcess m_process;
    QUrl m_url;
    QString m_errorOutput;
};

/// Where the built programs are.
QString programPath(const QString &name);

} // namespace ca::test
