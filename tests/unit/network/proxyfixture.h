#pragma once

#include <QLocalSocket>
#include <QTemporaryDir>
#include <memory>

#include "egressproxy.h"
#include "jobegress.h"
#include "loopbackserver.h"

/// A client of the proxy: what it sends, and what it has got.
class ProxyClient : public QObject
{
    Q_OBJECT

public:
    explicit ProxyClient(const QString &socketPath);

    void send(const QByteArray &bytes);
    [[nodiscard]] QLocalSocket &socket() { return m_socket; }
    [[nodiscard]] const QByteArray &received() const { return m_received; }
    /// Runs the event loop until it is so; false after a while.
    bool waitForClose(int milliseconds = 20'000);
    bool waitFor(const QByteArray &text, int milliseconds = 20'000);
    /// All that came until the proxy closed the connection.
    QByteArray answerTo(const QByteArray &request);

private:
    QLocalSocket m_socket;
    QByteArray m_received;
};

/// A proxy for one job, with the names and rules of a test.
class ProxyFixture
{
public:
    struct Options
    {
        ca::NetworkPolicy policy = ca::NetworkPolicy::Allowlist;
        /// Named, as by AGENT_ALLOWED_HOSTS.
        QString hosts = {};
        /// Only known.
        QString knownHosts = {};
        ca::HostLookup lookup = [](const QString &) { return QList<ca::IpAddress>(); };
        ca::UpstreamRoutes routes = {};
        ca::ProxyPatience patience = {};
    };
    explicit ProxyFixture(const Options &options);

    [[nodiscard]] ca::JobEgress &job() { return *m_job; }
    [[nodiscard]] QString socketPath() const { return m_dir.filePath(QStringLiteral("proxy.sock")); }
    /// "refused a.example:443" …
    [[nodiscard]] const QStringList &decisions() const { return m_decisions; }
    void stop() { m_job.reset(); }

private:
    QTemporaryDir m_dir;
    ca::EgressProxy m_proxy;
    std::unique_ptr<ca::JobEgress> m_job;
    QStringList m_decisions;
};

QByteArray portOf(const QTcpServer &server);
/// "127.0.0.1:PORT"
QString hostOf(const QTcpServer &server);
/// The request for a tunnel.
QByteArray connectTo(const QByteArray &target);
