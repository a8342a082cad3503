#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include "inputtest.h"
#include "rawclient.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// Files that are uploaded for a job, against a real daemon.
class TestUploads : public InputTest
{
    Q_OBJECT

private Q_SLOTS:
    void brokenUploadGoesOn();
    void refusals_data();
    void refusals();
    void jobThatIsRefusedLeavesTheUpload();
    void uploadIsTakenOnce();
    void restartForgetsUploads();
};

void TestUploads::brokenUploadGoesOn()
{
    QByteArray content;
    for (int i = 0; content.size() < 10'000'000; ++i)
        content += QByteArray::number(i) + '\n';
    const QString id = m_http->post(u"/uploads"_s, {{u"name"_s, u"big.txt"_s}, {u"size"_s, content.size()}})
                           .json()[u"upload_id"]
                           .toString();
    const QString path = u"/uploads/"_s + id;
    constexpr qsizetype first = 4'000'000;
    QCOMPARE(m_http->send("PUT", path + u"?offset=0"_s, content.first(first)).json()[u"received"].toInteger(), first);
    {
        RawClient client(m_daemon->url());
        client.send(client.head("PUT", path + u"?offset=4000000"_s, "Content-Length: 4000000\r\n"));
        client.send(content.sliced(first, 1'000'000));
        QVERIFY(QTest::qWaitFor([&] { return client.socket().bytesToWrite() == 0; }, 20'000));
        client.socket().abort();
    }
    const QJsonObject there = m_http->get(path).json();
    QCOMPARE(there[u"received"].toInteger(), first); // half a part is none
    QCOMPARE(there[u"complete"].toBool(), false);
    const HttpAnswer wrong = m_http->send("PUT", path + u"?offset=5000000"_s, "x");
    QCOMPARE(wrong.status, 409);
    QCOMPARE(wrong.json()[u"detail"].toString(), u"4000000"_s);
    QCOMPARE(m_http->post(u"/schedule"_s, {{u"prompt"_s, u"$ true"_s}, {u"inputs"_s, QJsonArray{id}}}).status, 422);
    const QByteArray rest = content.sliced(first);
    const QByteArray range =
        "bytes 4000000-" + QByteArray::number(content.size() - 1) + '/' + QByteArray::number(content.size());
    const HttpAnswer last = m_http->send("PUT", path, rest, {{"Content-Range", range}});
    QCOMPARE(last.status, 200);
    QVERIFY(last.json()[u"complete"].toBool());
    const QJsonObject job = run(u"wc -c < big.txt; tail -n 1 big.txt"_s, {id});
    QCOMPARE(log(job).simplified(), QByteArray::number(content.size()) + ' ' + content.trimmed().split('\n').last());
}

void TestUploads::refusals_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("detail");
    const QString none = u"/uploads/00000000-0000-4000-8000-000000000000"_s;
    QTest::newRow("no name") << "POST"_ba << u"/uploads"_s << "{}"_ba << 422 << u"name"_s;
    QTest::newRow("a path") << "POST"_ba << u"/uploads"_s << R"({"name":"../x"})"_ba << 422 << u"name"_s;
    QTest::newRow("negative") << "POST"_ba << u"/uploads"_s << R"({"name":"x","size":-5})"_ba << 422 << u"size"_s;
    QTest::newRow("half a byte") << "POST"_ba << u"/uploads"_s << R"({"name":"x","size":1.5})"_ba << 422 << u"size"_s;
    QTest::newRow("huge") << "POST"_ba << u"/uploads"_s << R"({"name":"x","size":99999999999999})"_ba << 413
                          << u"size"_s;
    QTest::newRow("unknown field") << "POST"_ba << u"/uploads"_s << R"({"name":"x","mode":1})"_ba << 422 << u"mode"_s;
    QTest::newRow("no JSON") << "POST"_ba << u"/uploads"_s << "name"_ba << 400 << u"body"_s;
    QTest::newRow("get none") << "GET"_ba << none << QByteArray() << 404 << u"id"_s;
    QTest::newRow("put to none") << "PUT"_ba << none << "x"_ba << 404 << u"id"_s;
    QTest::newRow("delete none") << "DELETE"_ba << none << QByteArray() << 404 << u"id"_s;
    QTest::newRow("bad offset") << "PUT"_ba << none + u"?offset=a"_s << "x"_ba << 422 << u"offset"_s;
    QTest::newRow("a part of more than 8 MiB")
        << "PUT"_ba << none << QByteArray(8 * 1024 * 1024 + 1, 'x') << 413 << QString();
    QTest::newRow("job with unknown input")
        << "POST"_ba << u"/schedule"_s << R"({"prompt":"$ true","inputs":["no-such"]})"_ba << 422 << u"inputs"_s;
    QTest::newRow("job with a path as input")
        << "POST"_ba << u"/schedule"_s << R"({"prompt":"$ true","inputs":["../../jobs.sqlite"]})"_ba << 422
        << u"inputs"_s;
    QTest::newRow("inputs are no list") << "POST"_ba << u"/schedule"_s << R"({"prompt":"$ true","inputs":"x"})"_ba
                                        << 422 << u"inputs"_s;
    QTest::newRow("git is a path") << "POST"_ba << u"/schedule"_s << R"({"prompt":"$ true","git":"/etc"})"_ba << 422
                                   << u"git"_s;
}

void TestUploads::refusals()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    const HttpAnswer answer = m_http->send(method, path, body);
    QTEST(answer.status, "status");
    QVERIFY(!answer.json()[u"error"].toString().isEmpty());
    QFETCH(QString, detail);
    if (!detail.isEmpty())
        QCOMPARE(answer.json()[u"detail"].toString(), detail);
}

void TestUploads::jobThatIsRefusedLeavesTheUpload()
{
    const QString id = upload(u"data"_s, "x");
    const auto schedule = [&](const QJsonObject &more) {
        QJsonObject body{{u"prompt"_s, u"$ cat data"_s}, {u"inputs"_s, QJsonArray{id}}};
        for (auto field = more.begin(); field != more.end(); ++field)
            body.insert(field.key(), field.value());
        return m_http->post(u"/schedule"_s, body);
    };
    QCOMPARE(schedule({{u"inputs"_s, QJsonArray{id, id}}}).status, 422);
    QCOMPARE(schedule({{u"inputs"_s, QJsonArray{id, u"no-such"_s}}}).status, 422);
    QCOMPARE(schedule({{u"priority"_s, 1000}}).status, 422);
    QCOMPARE(m_http->get(u"/uploads/"_s + id).status, 200);
    QCOMPARE(schedule({}).status, 200);
    QCOMPARE(m_http->get(u"/uploads/"_s + id).status, 404);
    // The answer does not wait for the file to go.
    const QDir uploads(m_dir->filePath(u"data/uploads"_s));
    QVERIFY(QTest::qWaitFor([&] { return uploads.isEmpty(); }, 10'000));
}

void TestUploads::uploadIsTakenOnce()
{
    const QString id = upload(u"data"_s, "x");
    const QByteArray body = R"({"prompt":"$ cat data","inputs":[")" + id.toLatin1() + R"("]})";
    QList<RawClient *> clients;
    for (int i = 0; i < 4; ++i) {
        auto *client = new RawClient(m_daemon->url());
        client->send(
            client->head("POST", u"/schedule"_s, "Content-Length: " + QByteArray::number(body.size()) + "\r\n") + body);
        clients.append(client);
    }
    int taken = 0;
    for (RawClient *client : std::as_const(clients))
        taken += client->answer().status == 200 ? 1 : 0;
    qDeleteAll(clients);
    QCOMPARE(taken, 1);
}

void TestUploads::restartForgetsUploads()
{
    const QString id = upload(u"data"_s, "x");
    QVERIFY(QFile::exists(m_dir->filePath(u"data/uploads/"_s + id)));
    QVERIFY(m_daemon->stop());
    m_daemon = std::make_unique<DaemonProcess>(DaemonProcess::Options{.dataDir = m_dir->filePath(u"data"_s)});
    m_http = std::make_unique<HttpClient>(m_daemon->url());
    QCOMPARE(m_http->get(u"/uploads/"_s + id).status, 404);
    QVERIFY(!QFile::exists(m_dir->filePath(u"data/uploads/"_s + id)));
    QVERIFY(!upload(u"data"_s, "x").isEmpty());
}

QTEST_GUILESS_MAIN(TestUploads)
#include "tst_uploads.moc"
