#pragma once

#include <QTemporaryDir>
#include <memory>

#include "daemonprocess.h"
#include "testengine.h"

namespace ca::test {

/// A daemon whose jobs run in a test's own engine unless they say otherwise.
class EngineDaemon
{
public:
    /// The engine outlives it. `environment`: more settings, "NAME=VALUE".
    EngineDaemon(const TestEngine &engine, EngineKind kind, const QString &image, QStringList environment = {});

    /// Starts it, again after kill(); what it said where it does not listen, or nothing.
    QString start();
    void kill() { m_daemon->kill(); }
    /// As DaemonProcess::stop(); true as well when it was never started.
    bool stop() { return !m_daemon || m_daemon->stop(); }

    [[nodiscard]] DaemonProcess &daemon() { return *m_daemon; }
    [[nodiscard]] HttpClient &http() { return *m_http; }
    [[nodiscard]] QString dataDir() const { return m_dir.path(); }

    /// Schedules a runbook with these further fields, and waits for its end.
    QJsonObject run(const QString &prompt, QJsonObject body = {});
    /// Starts a job and waits until it has printed this; its id.
    QString runUntil(const QString &prompt, const QByteArray &output);
    /// Waits for its end; as job().
    QJsonObject awaitEnd(const QString &id);
    /// Makes the file "go" in its workspace, which its step may wait for.
    [[nodiscard]] bool letGoOn(const QString &id) const;
    /// Cancels it and waits for its end; its status then.
    QString cancel(const QString &id);
    /// The answer of GET /job/{id}.
    [[nodiscard]] QJsonObject job(const QString &id) { return m_http->get(QStringLiteral("/job/") + id).json(); }
    [[nodiscard]] QString container(const QString &id) { return job(id)[QStringLiteral("container_id")].toString(); }
    [[nodiscard]] QByteArray log(const QString &id, const QString &stream = QStringLiteral("stdout"));

private:
    QTemporaryDir m_dir;
    QProcessEnvironment m_environment;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;
};

} // namespace ca::test
