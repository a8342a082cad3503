#include "fakeprovider.h"

#include <QTcpServer>

#include "fakeconnection.h"

namespace ca::test {

using namespace Qt::StringLiterals;

namespace {
bool isCall(const FakeRequest &request)
{
    return request.path.endsWith("/chat/completions"_L1);
}
} // namespace

FakeProvider::FakeProvider()
    : m_server(new QTcpServer)
{
    if (!m_server->listen(QHostAddress::LocalHost, 0))
        qFatal("the fake provider cannot listen");
    m_port = m_server->serverPort();
    m_server->setListenBacklogSize(100);
    QObject::connect(m_server, &QTcpServer::newConnection, m_server, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection())
            new FakeConnection(*this, socket); // goes with its socket
    });
    QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    m_server->moveToThread(&m_thread);
    m_thread.start();
}

FakeProvider::~FakeProvider()
{
    m_thread.quit();
    m_thread.wait();
}

void FakeProvider::enqueue(const QList<FakeAnswer> &answers)
{
    const QMutexLocker lock(&m_mutex);
    m_queue += answers;
}

void FakeProvider::answerWith(const Script &script)
{
    const QMutexLocker lock(&m_mutex);
    m_script = script;
}

void FakeProvider::serve(const QString &path, const FakeAnswer &answer)
{
    const QMutexLocker lock(&m_mutex);
    m_routes.insert(path, answer);
}

void FakeProvider::serveModels(const QStringList &names)
{
    QJsonArray models;
    for (const QString &name : names)
        models.append(QJsonObject{{u"id"_s, name}, {u"object"_s, u"model"_s}});
    serve(u"/v1/models"_s, FakeAnswer::json({{u"object"_s, u"list"_s}, {u"data"_s, models}}));
}

QList<FakeRequest> FakeProvider::requests() const
{
    const QMutexLocker lock(&m_mutex);
    return m_requests;
}

QList<FakeRequest> FakeProvider::calls() const
{
    QList<FakeRequest> calls = requests();
    calls.removeIf([](const FakeRequest &request) { return !isCall(request); });
    return calls;
}

int FakeProvider::unexpectedCalls() const
{
    const QMutexLocker lock(&m_mutex);
    return m_unexpected;
}

int FakeProvider::openConnections() const
{
    const QMutexLocker lock(&m_mutex);
    return m_connections;
}

int FakeProvider::connectionsMade() const
{
    const QMutexLocker lock(&m_mutex);
    return m_connectionsMade;
}

QList<qint64> FakeProvider::callersTimes() const
{
    const QMutexLocker lock(&m_mutex);
    return m_callersTimes;
}

void FakeProvider::noteArrival()
{
    const QMutexLocker lock(&m_mutex);
    if (m_sinceAnswer.isValid())
        m_callersTimes.append(m_sinceAnswer.nsecsElapsed());
}

void FakeProvider::noteAnswer()
{
    const QMutexLocker lock(&m_mutex);
    m_sinceAnswer.start();
}

FakeAnswer FakeProvider::take(const FakeRequest &request)
{
    Script script;
    {
        const QMutexLocker lock(&m_mutex);
        m_requests.append(request);
        if (!isCall(request))
            return m_routes.value(request.path, FakeAnswer::error(404, u"there is nothing here"_s));
        if (!m_queue.isEmpty())
            return m_queue.takeFirst();
        script = m_script;
        if (!script)
            ++m_unexpected;
    }
    return script ? script(request) : FakeAnswer::error(500, u"the script is at its end"_s);
}

} // namespace ca::test
