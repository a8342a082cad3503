#include "benchserver.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QJsonDocument>
#include <thread>

#include "storedjobs.h"

namespace ca::bench {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

BenchServer::BenchServer(std::unique_ptr<QTemporaryDir> dir)
    : m_dir(std::move(dir))
{
}

Result<std::unique_ptr<BenchServer>> BenchServer::start(const QStringList &arguments)
{
    std::unique_ptr<BenchServer> server(
        new BenchServer(std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/ca-bench-XXXXXX"_s)));
    if (auto launched = server->launch(arguments); !launched)
        return failure(launched.error());
    return server;
}

Result<std::unique_ptr<BenchServer>> BenchServer::startWithJobs(int count)
{
    std::unique_ptr<BenchServer> server(
        new BenchServer(std::make_unique<QTemporaryDir>(QDir::tempPath() + u"/ca-bench-XXXXXX"_s)));
    QList<Job> jobs;
    for (int i = 0; i < count; ++i)
        jobs.append(test::endedJob(QUuid::createUuid(), u"Sales report of week %1, with charts"_s.arg(i)));
    if (!test::storeJobs(server->m_dir->path(), jobs))
        return failure(ErrorCode::Io, u"cannot write %1 jobs into the store"_s.arg(count));
    if (auto launched = server->launch({}); !launched)
        return failure(launched.error());
    return server;
}

Result<void> BenchServer::launch(const QStringList &arguments)
{
    m_daemon = std::make_unique<test::DaemonProcess>(
        test::DaemonProcess::Options{.dataDir = m_dir->path(), .arguments = arguments});
    if (!m_daemon->isListening())
        return failure(ErrorCode::Io, u"the server did not start: "_s + m_daemon->errorOutput());
    m_connection = std::make_unique<HttpConnection>(port());
    m_connection->setKeepsBody(true);
    return {};
}

QString BenchServer::jobFolder(const QByteArray &id) const
{
    return m_dir->filePath(u"jobs/"_s + QString::fromLatin1(id));
}

QJsonObject BenchServer::ask(const QByteArray &request)
{
    m_connection->send(request);
    if (!m_connection->await(30s)) { // the server ends connections that were idle for long
        m_connection = std::make_unique<HttpConnection>(port());
        m_connection->setKeepsBody(true);
        m_connection->send(request);
        m_connection->await(30s);
    }
    return QJsonDocument::fromJson(m_connection->body()).object();
}

QJsonObject BenchServer::get(const QByteArray &path)
{
    return ask(getRequest(port(), path));
}

QJsonObject BenchServer::post(const QByteArray &path, const QJsonObject &body)
{
    return ask(postRequest(port(), path, QJsonDocument(body).toJson(QJsonDocument::Compact)));
}

Result<QByteArray> BenchServer::schedule(const QString &prompt, const QJsonObject &options)
{
    QJsonObject body = options;
    body[u"prompt"] = prompt;
    const QJsonObject answer = post("/schedule", body);
    if (!answer.contains(u"job_id"_s))
        return failure(ErrorCode::Io, u"the server refused a job: "_s + answer[u"error"].toString());
    return answer[u"job_id"].toString().toLatin1();
}

Result<void> BenchServer::awaitStatus(const QByteArray &id, const QString &field, const QString &value,
                                      std::chrono::seconds patience)
{
    const QDeadlineTimer deadline(patience);
    while (!deadline.hasExpired()) {
        const QJsonObject status = get("/status/" + id);
        if (status[field].toString() == value)
            return {};
        if (status[u"status"].toString() == "error"_L1)
            return failure(ErrorCode::Io, u"the job failed: "_s + status[u"error"].toString());
        std::this_thread::sleep_for(3ms);
    }
    return failure(ErrorCode::Io, u"a job's %1 did not become %2"_s.arg(field, value));
}

} // namespace ca::bench
