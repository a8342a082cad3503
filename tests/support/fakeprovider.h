#pragma once

#include <QElapsedTimer>
#include <QMutex>
#include <QThread>
#include <QUrl>
#include <functional>

#include "fakeanswer.h"

QT_BEGIN_NAMESPACE
class QTcpServer;
QT_END_NAMESPACE

namespace ca::test {

/// An AI provider that does as it is told: a real HTTP server on a free loopback port, with a thread of its own, so
/// that it answers while the test waits for something else. Every function may be called from the test's thread at any
/// time.
class FakeProvider
{
public:
    using Script = std::function<FakeAnswer(const FakeRequest &)>;

    FakeProvider();
    ~FakeProvider();

    /// For *_BASE_URL: "http://127.0.0.1:PORT/v1".
    [[nodiscard]] QString baseUrl() const { return QStringLiteral("http://127.0.0.1:%1/v1").arg(m_port); }
    [[nodiscard]] quint16 port() const { return m_port; }

    /// Calls of chat/completions get these, one after the other …
    void enqueue(const QList<FakeAnswer> &answers);
    /// … and then what the script makes of the request; it runs in the provider's thread. Without a script they get
    /// 500.
    void answerWith(const Script &script);
    /// What another path says, whole from the root: "/v1/models", "/api/version". The others are 404.
    void serve(const QString &path, const FakeAnswer &answer);
    /// `{"data": [{"id": …} …]}` at /v1/models.
    void serveModels(const QStringList &names);

    /// Everything that was received, in order; the calls of chat/completions alone.
    [[nodiscard]] QList<FakeRequest> requests() const;
    [[nodiscard]] QList<FakeRequest> calls() const;
    /// How long the caller took from the beginning of an answer to its next request, in nanoseconds; without what goes
    /// on in here.
    [[nodiscard]] QList<qint64> callersTimes() const;
    /// Calls for which there was no answer any more.
    [[nodiscard]] int unexpectedCalls() const;
    /// Clients that are connected.
    [[nodiscard]] int openConnections() const;
    /// All that there were.
    [[nodiscard]] int connectionsMade() const;

private:
    friend class FakeConnection;
    FakeAnswer take(const FakeRequest &request);
    void noteArrival();
    void noteAnswer();

    mutable QMutex m_mutex;
    QList<FakeAnswer> m_queue;
    Script m_script;
    QHash<QString, FakeAnswer> m_routes;
    QList<FakeRequest> m_requests;
    QElapsedTimer m_sinceAnswer;
    QList<qint64> m_callersTimes;
    int m_unexpected = 0;
    int m_connections = 0;
    int m_connectionsMade = 0;
    quint16 m_port = 0;

    QThread m_thread;
    QTcpServer *m_server = nullptr;
};

} // namespace ca::test
