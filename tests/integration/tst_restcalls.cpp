#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "daemonprocess.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// The REST calls that clients rely on: shapes and errors, against a real daemon.
class TestRestCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void rootSaysThatItRuns();
    void scheduleAndSubmitReturnAnId_data();
    void scheduleAndSubmitReturnAnId();
    void statusHasItsFields();
    void jobHasItsFields();
    void jobsListsEverything();
    void logsAsJson();
    void logsAsFile();
    void followStreamsUntilTheJobEnds();
    void downloadServesRanges();
    void cancelOfAnEndedJobIsNoError();
    void errors_data();
    void errors();
    void foreignCallersAreRefused_data();
    void foreignCallersAreRefused();

private:
    QString ended();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;
    QString m_ended;
};

void TestRestCalls::initTestCase()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_daemon = std::make_unique<DaemonProcess>(DaemonProcess::Options{.dataDir = m_dir->path()});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    m_http = std::make_unique<HttpClient>(m_daemon->url());
}

void TestRestCalls::cleanupTestCase()
{
    QVERIFY(m_daemon->stop());
}

/// The id of a job that has run: it printed two lines and made a file.
QString TestRestCalls::ended()
{
    if (m_ended.isEmpty()) {
        m_ended = DaemonProcess::schedule(
            *m_http, {{u"prompt"_s, u"$ echo one; echo two; echo oops >&2; echo made > file.txt"_s}});
        const QJsonObject job = DaemonProcess::awaitEnd(*m_http, m_ended);
        if (job[u"status"] != u"complete"_s)
            qWarning() << job;
    }
    return m_ended;
}

void TestRestCalls::rootSaysThatItRuns()
{
    const HttpAnswer answer = m_http->get(u"/"_s);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"message"].toString(), u"orchestration server is running."_s);
}

void TestRestCalls::scheduleAndSubmitReturnAnId_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("field");
    QTest::newRow("schedule") << u"/schedule"_s << u"prompt"_s;
    QTest::newRow("submit") << u"/submit"_s << u"task"_s;
}

void TestRestCalls::scheduleAndSubmitReturnAnId()
{
    QFETCH(QString, path);
    QFETCH(QString, field);
    const HttpAnswer answer = m_http->post(path, QJsonObject{{field, u"$ true"_s}});
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json().keys(), (QStringList{u"job_id"_s, u"status"_s}));
    QCOMPARE(answer.json()[u"status"].toString(), u"scheduled"_s);
    QVERIFY(!QUuid::fromString(answer.json()[u"job_id"].toString()).isNull());
}

void TestRestCalls::statusHasItsFields()
{
    const QString id = ended();
    const QJsonObject status = m_http->get(u"/status/"_s + id).json();
    QCOMPARE(status[u"job_id"].toString(), id);
    QCOMPARE(status[u"status"].toString(), u"complete"_s);
    QVERIFY(status[u"output"].isString());
    QCOMPARE(status[u"download_link"].toString(), u"/download/"_s + id);
    QCOMPARE(status[u"logs_link"].toString(), u"/logs/"_s + id);
    QVERIFY(status[u"error"].isNull());
    QCOMPARE(status[u"progress"][u"steps_done"].toInt(), 1);
}

void TestRestCalls::jobHasItsFields()
{
    const QJsonObject job = m_http->get(u"/job/"_s + ended()).json();
    for (const QString &field :
         {u"prompt"_s, u"container_id"_s, u"output_path"_s, u"logs_path"_s, u"cancelled"_s, u"exit_code"_s, u"steps"_s,
          u"usage"_s, u"limits"_s, u"enforced_by"_s, u"engine_reason"_s})
        QVERIFY2(job.contains(field), qPrintable(field));
    QCOMPARE(job[u"exit_code"].toInt(-1), 0);
    QCOMPARE(job[u"cancelled"].toBool(true), false);
    QVERIFY(QFile::exists(job[u"output_path"].toString()));
    // Every limit that can be exceeded has something that keeps it.
    const QJsonObject enforced = job[u"enforced_by"].toObject();
    for (const QString &limit : {u"cpus"_s, u"memory_mb"_s, u"pids"_s, u"disk_mb"_s})
        QVERIFY2(!enforced[limit].toString().isEmpty(), qPrintable(limit));
    const QJsonObject step = job[u"steps"][0].toObject();
    QCOMPARE(step[u"exit_code"].toInt(-1), 0);
    QCOMPARE(step[u"stdout"][u"end"].toInt(), 8);
    QCOMPARE(step[u"stderr"][u"end"].toInt(), 5);
}

void TestRestCalls::jobsListsEverything()
{
    const QString id = ended();
    const QJsonObject answer = m_http->get(u"/jobs?sort=-created"_s).json();
    QStringList ids;
    for (const QJsonValue &row : answer[u"jobs"].toArray())
        ids.append(row[u"job_id"].toString());
    QVERIFY(ids.contains(id));
    QCOMPARE(answer[u"total"].toInt(), ids.size());
    QCOMPARE(m_http->get(u"/jobs?limit=1"_s).json()[u"jobs"].toArray().size(), 1);
}

void TestRestCalls::logsAsJson()
{
    const QJsonObject out = m_http->get(u"/logs/"_s + ended()).json();
    QCOMPARE(out[u"job_id"].toString(), ended());
    QCOMPARE(out[u"log_type"].toString(), u"stdout"_s);
    QCOMPARE(out[u"last_1000_lines"].toString(), u"one\ntwo\n"_s);
    QCOMPARE(out[u"full_log"].toString(), u"one\ntwo\n"_s);
    const QJsonObject err = m_http->get(u"/logs/%1?log_type=stderr"_s.arg(ended())).json();
    QCOMPARE(err[u"full_log"].toString(), u"oops\n"_s);
}

void TestRestCalls::logsAsFile()
{
    const HttpAnswer whole = m_http->get(u"/logs/%1/stdout"_s.arg(ended()));
    QCOMPARE(whole.status, 200);
    QVERIFY(whole.header("Content-Type").startsWith("text/plain"));
    QCOMPARE(whole.header("X-Content-Type-Options"), QByteArray("nosniff"));
    QCOMPARE(whole.body, QByteArray("one\ntwo\n"));
    const HttpAnswer part = m_http->get(u"/logs/%1/stdout"_s.arg(ended()), {{"Range", "bytes=4-6"}});
    QCOMPARE(part.status, 206);
    QCOMPARE(part.body, QByteArray("two"));
    QCOMPARE(part.header("Content-Range"), QByteArray("bytes 4-6/8"));
    QCOMPARE(m_http->get(u"/logs/%1/stdout"_s.arg(ended()), {{"Range", "bytes=8-"}}).status, 416);
}

void TestRestCalls::followStreamsUntilTheJobEnds()
{
    const QString gate = u"until [ -e go ]; do sleep 0.05; done"_s;
    const QString id = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ echo first; %1; echo last"_s.arg(gate)}});
    QNetworkRequest request(m_http->url(u"/logs/%1/stdout?follow=1"_s.arg(id)));
    const std::unique_ptr<QNetworkReply> reply(m_http->manager().get(request));
    QByteArray received;
    connect(reply.get(), &QNetworkReply::readyRead, this, [&] { received += reply->readAll(); });
    QVERIFY(QTest::qWaitFor([&] { return received == "first\n"; }, 20'000));
    QVERIFY(!reply->isFinished());
    QFile go(u"%1/jobs/%2/workspace/go"_s.arg(m_dir->path(), id));
    QVERIFY(go.open(QIODevice::WriteOnly));
    QVERIFY(QTest::qWaitFor([&] { return reply->isFinished(); }, 20'000));
    QCOMPARE(received + reply->readAll(), QByteArray("first\nlast\n"));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
}

void TestRestCalls::downloadServesRanges()
{
    const HttpAnswer whole = m_http->get(u"/download/"_s + ended());
    QCOMPARE(whole.status, 200);
    QCOMPARE(whole.header("Content-Type"), QByteArray("application/zip"));
    QVERIFY(whole.body.startsWith("PK"));
    const HttpAnswer tail = m_http->get(u"/download/"_s + ended(), {{"Range", "bytes=-10"}});
    QCOMPARE(tail.status, 206);
    QCOMPARE(tail.body, whole.body.last(10));
}

void TestRestCalls::cancelOfAnEndedJobIsNoError()
{
    const HttpAnswer answer = m_http->post(u"/cancel/"_s + ended());
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"cancelled"].toBool(true), false);
    QCOMPARE(answer.json()[u"status"].toString(), u"complete"_s);
}

void TestRestCalls::errors_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QString unknown = u"00000000-0000-4000-8000-000000000000"_s;
    const auto row = [](const char *name, const char *method, const QString &path, const QByteArray &body, int status) {
        QTest::newRow(name) << QByteArray(method) << path << body << status;
    };
    row("unknown path", "GET", u"/nothing"_s, {}, 404);
    row("wrong method", "GET", u"/schedule"_s, {}, 405);
    row("malformed id", "GET", u"/status/abc"_s, {}, 400);
    row("unknown job", "GET", u"/status/"_s + unknown, {}, 404);
    row("unknown job's details", "GET", u"/job/"_s + unknown, {}, 404);
    row("unknown job's logs", "GET", u"/logs/"_s + unknown, {}, 404);
    row("unknown job's log", "GET", u"/logs/%1/stdout"_s.arg(unknown), {}, 404);
    row("unknown job's result", "GET", u"/download/"_s + unknown, {}, 404);
    row("unknown job cancelled", "POST", u"/cancel/"_s + unknown, {}, 404);
    row("not JSON", "POST", u"/schedule"_s, "nonsense", 400);
    row("empty prompt", "POST", u"/schedule"_s, R"({"prompt":" "})", 422);
    row("unknown field", "POST", u"/schedule"_s, R"({"prompt":"$ true","colour":"red"})", 422);
    row("image without an engine for it", "POST", u"/schedule"_s, R"({"prompt":"$ true","image":"alpine"})", 503);
    row("huge body", "POST", u"/schedule"_s, QByteArray(9 * 1024 * 1024, 'x'), 413);
    row("unknown list parameter", "GET", u"/jobs?page=1"_s, {}, 422);
}

void TestRestCalls::errors()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    const HttpAnswer answer = m_http->send(method, path, body);
    QTEST(answer.status, "status");
    QVERIFY2(answer.json()[u"error"].isString(), answer.body.constData());
    QVERIFY(answer.json()[u"code"].isString());
    QVERIFY(answer.json().contains(u"detail"));
}

void TestRestCalls::foreignCallersAreRefused_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("status");
    QTest::newRow("DNS rebinding") << QByteArray("Host") << QByteArray("evil.example") << 421;
    QTest::newRow("cross origin") << QByteArray("Origin") << QByteArray("https://evil.example") << 403;
}

void TestRestCalls::foreignCallersAreRefused()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, value);
    const HttpAnswer answer = m_http->post(u"/schedule"_s, R"({"prompt":"$ true"})", {{header, value}});
    QTEST(answer.status, "status");
    QVERIFY(!answer.json().contains(u"job_id"_s));
}

QTEST_GUILESS_MAIN(TestRestCalls)
#include "tst_restcalls.moc"
