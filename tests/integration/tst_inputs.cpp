#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "daemonprocess.h"
#include "rawclient.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// Files that are uploaded and reach a job, against a real daemon and real sandboxes.
class TestInputs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void fileReachesTheJob();
    void archiveIsOpenedInTheWorkspace();
    void severalInputsGetTheirPlaces();
    void brokenUploadGoesOn();
    void retryHasTheInputsToo();
    void badArchiveEndsTheJobWithItsName_data();
    void badArchiveEndsTheJobWithItsName();
    void refusals_data();
    void refusals();
    void jobThatIsRefusedLeavesTheUpload();
    void uploadIsTakenOnce();
    void unpackingCanBeCancelled();
    void restartForgetsUploads();

private:
    QString upload(const QString &name, const QByteArray &content);
    QJsonObject run(const QString &script, const QStringList &inputs);
    QByteArray packed(const QString &name, const QStringList &tarArguments);
    QByteArray log(const QJsonObject &job);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;
};

void TestInputs::initTestCase()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_daemon = std::make_unique<DaemonProcess>(DaemonProcess::Options{.dataDir = m_dir->filePath(u"data"_s)});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    m_http = std::make_unique<HttpClient>(m_daemon->url());
    const QDir dir(m_dir->path());
    QVERIFY(dir.mkpath(u"tree/sub"_s));
    for (const auto &[name, content] : {std::pair("tree/a.txt", "alpha"), std::pair("tree/sub/b.txt", "beta")}) {
        QFile file(dir.filePath(QLatin1StringView(name)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) > 0);
    }
}

void TestInputs::cleanupTestCase()
{
    QVERIFY(m_daemon->stop());
}

/// The upload's id; empty when it was refused.
QString TestInputs::upload(const QString &name, const QByteArray &content)
{
    const HttpAnswer created = m_http->post(u"/uploads"_s, {{u"name"_s, name}, {u"size"_s, content.size()}});
    const QString id = created.json()[u"upload_id"].toString();
    if (!content.isEmpty() && m_http->send("PUT", u"/uploads/"_s + id, content).status != 200)
        return {};
    return id;
}

/// Runs a shell script with inputs; GET /job at its end.
QJsonObject TestInputs::run(const QString &script, const QStringList &inputs)
{
    const QString id = DaemonProcess::schedule(*m_http, {{u"prompt"_s, QString(u"```sh\n"_s + script + u"\n```"_s)},
                                                         {u"inputs"_s, QJsonArray::fromStringList(inputs)}});
    return id.isEmpty() ? QJsonObject() : DaemonProcess::awaitEnd(*m_http, id);
}

QByteArray TestInputs::log(const QJsonObject &job)
{
    return m_http->get(u"/logs/%1/stdout"_s.arg(job[u"job_id"].toString())).body;
}

/// An archive of the tree, made by bsdtar.
QByteArray TestInputs::packed(const QString &name, const QStringList &tarArguments)
{
    const QString path = m_dir->filePath(name);
    if (QProcess::execute(u"bsdtar"_s, QStringList{u"-a"_s, u"-cf"_s, path, u"-C"_s, m_dir->filePath(u"tree"_s)} +
                                           tarArguments) != 0)
        return {};
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestInputs::fileReachesTheJob()
{
    const QString id = upload(u"Tabelle ä.csv"_s, "1;2;3\n");
    const QJsonObject job = run(u"cat 'Tabelle ä.csv'; echo more >> 'Tabelle ä.csv'; id -u"_s, {id});
    QCOMPARE(job[u"status"].toString(), u"complete"_s);
    QCOMPARE(log(job), "1;2;3\n1000\n"_ba);
    QCOMPARE(job[u"inputs"].toArray(), QJsonArray{u"Tabelle ä.csv"_s});
    QCOMPARE(m_http->get(u"/uploads/"_s + id).status, 404); // it is the job's now
}

void TestInputs::archiveIsOpenedInTheWorkspace()
{
    for (const QString &name : {u"tree.zip"_s, u"tree.tar.gz"_s, u"tree.7z"_s}) {
        const QByteArray archive = packed(name, {u"."_s});
        QVERIFY(!archive.isEmpty());
        const QJsonObject job = run(u"cat a.txt sub/b.txt; rm -r sub; ls"_s, {upload(name, archive)});
        QCOMPARE(job[u"status"].toString(), u"complete"_s);
        QVERIFY2(log(job).startsWith("alphabetaa.txt\n"), log(job).constData());
    }
}

void TestInputs::severalInputsGetTheirPlaces()
{
    const QByteArray archive = packed(u"tree.zip"_s, {u"."_s});
    const QJsonObject job =
        run(u"cat tree/a.txt tree-2/sub/b.txt notes-2.txt notes.txt"_s,
            {upload(u"tree.zip"_s, archive), upload(u"notes.txt"_s, "one"),
             upload(u"tree.tar"_s, packed(u"tree.tar"_s, {u"."_s})), upload(u"notes.txt"_s, "two")});
    QCOMPARE(job[u"status"].toString(), u"complete"_s);
    QCOMPARE(log(job), "alphabetatwoone"_ba);
}

void TestInputs::brokenUploadGoesOn()
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

void TestInputs::retryHasTheInputsToo()
{
    const QJsonObject job = run(u"cat data; rm data; exit 3"_s, {upload(u"data"_s, "precious")});
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    const QString first = job[u"job_id"].toString();
    const HttpAnswer retried = m_http->post(u"/job/%1/retry"_s.arg(first));
    QCOMPARE(retried.status, 200);
    const QString second = retried.json()[u"job_id"].toString();
    QCOMPARE(m_http->send("DELETE", u"/job/"_s + first).status, 200); // the second has them by itself
    const QJsonObject again = DaemonProcess::awaitEnd(*m_http, second);
    QCOMPARE(again[u"exit_code"].toInt(), 3);
    QCOMPARE(log(again), "precious"_ba);
    QCOMPARE(again[u"inputs"].toArray(), QJsonArray{u"data"_s});
}

void TestInputs::badArchiveEndsTheJobWithItsName_data()
{
    QTest::addColumn<QByteArray>("archive");
    QTest::addColumn<QString>("code");
    const QByteArray good = packed(u"good.zip"_s, {u"."_s});
    QTest::newRow("damaged") << good.first(good.size() / 2) << u"corrupt"_s;
    QTest::newRow("no archive") << "just text"_ba << u"corrupt"_s;
    QTest::newRow("leaves the folder") << packed(u"slip.zip"_s, {u"-s"_s, u",^\\./a,../../a,"_s, u"-P"_s, u"."_s})
                                       << u"invalid_argument"_s;
    QTest::newRow("absolute") << packed(u"abs.zip"_s, {u"-s"_s, u",^\\./a,/tmp/ca-evil,"_s, u"-P"_s, u"."_s})
                              << u"invalid_argument"_s;
}

void TestInputs::badArchiveEndsTheJobWithItsName()
{
    QFETCH(QByteArray, archive);
    QVERIFY(!archive.isEmpty());
    const QJsonObject job = run(u"echo must not run"_s, {upload(u"bad.zip"_s, archive)});
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QTEST(job[u"error_code"].toString(), "code");
    QVERIFY2(job[u"error"].toString().contains(u"\"bad.zip\""_s), qPrintable(job[u"error"].toString()));
    QVERIFY(job[u"steps"].toArray().isEmpty());
    QVERIFY(!QFile::exists(u"/tmp/ca-evil.txt"_s));
}

void TestInputs::refusals_data()
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

void TestInputs::refusals()
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

void TestInputs::jobThatIsRefusedLeavesTheUpload()
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

void TestInputs::uploadIsTakenOnce()
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

void TestInputs::unpackingCanBeCancelled()
{
    // It takes long enough to unpack that the cancel mostly comes in between; where it does not, it must do no harm.
    const QString big = m_dir->filePath(u"tree/zeros"_s);
    QFile file(big);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(200'000'000));
    file.close();
    const QByteArray archive = packed(u"zeros.tar.gz"_s, {u"zeros"_s});
    QFile::remove(big);
    QVERIFY(!archive.isEmpty() && archive.size() < 8 * 1024 * 1024);
    const QString id = DaemonProcess::schedule(
        *m_http, {{u"prompt"_s, u"$ sleep 60"_s}, {u"inputs"_s, QJsonArray{upload(u"zeros.tar.gz"_s, archive)}}});
    QVERIFY(QTest::qWaitFor(
        [&] {
            const QJsonObject status = m_http->get(u"/status/"_s + id).json();
            return status[u"progress"][u"current_step"].toString().startsWith(u"unpacking zeros.tar.gz ("_s) ||
                   status[u"phase"].toString() == "working"_L1;
        },
        30'000));
    QCOMPARE(m_http->post(u"/cancel/"_s + id).status, 200);
    QCOMPARE(DaemonProcess::awaitEnd(*m_http, id, 120)[u"status"].toString(), u"cancelled"_s);
}

void TestInputs::restartForgetsUploads()
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

QTEST_GUILESS_MAIN(TestInputs)
#include "tst_inputs.moc"
