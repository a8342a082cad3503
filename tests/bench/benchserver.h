#pragma once

#include <QJsonObject>
#include <QTemporaryDir>
#include <chrono>
#include <memory>

#include "daemonprocess.h"
#include "httpconnection.h"
#include "result.h"

namespace ca::bench {

/// A real containerized-agentd on a temporary folder, and one connection to it. Blocks in every call.
class BenchServer
{
public:
    /// Errors: what the server said when it did not start.
    static Result<std::unique_ptr<BenchServer>> start(const QStringList &arguments = {});
    /// The same with so many ended jobs in its store.
    static Result<std::unique_ptr<BenchServer>> startWithJobs(int count);

    [[nodiscard]] quint16 port() const { return static_cast<quint16>(m_daemon->url().port()); }
    [[nodiscard]] qint64 pid() const { return m_daemon->process().processId(); }
    [[nodiscard]] QString jobFolder(const QByteArray &id) const;

    QJsonObject get(const QByteArray &path);
    QJsonObject post(const QByteArray &path, const QJsonObject &body = {});
    /// The new job's id. Errors: the server's refusal.
    Result<QByteArray> schedule(const QString &prompt, const QJsonObject &options = {});
    /// Asks every few milliseconds until a field of GET /status/{id} has this value. Errors: when it does not come.
    Result<void> awaitStatus(const QByteArray &id, const QString &field, const QString &value,
                             std::chrono::seconds patience);

private:
    explicit BenchServer(std::unique_ptr<QTemporaryDir> dir);
    Result<void> launch(const QStringList &arguments);
    QJsonObject ask(const QByteArray &request);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<test::DaemonProcess> m_daemon;
    std::unique_ptr<HttpConnection> m_connection;
};

} // namespace ca::bench
