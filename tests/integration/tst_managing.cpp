#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "daemonprocess.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// Retry, delete and the workspace's files, against a real daemon.
class TestManaging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void retryRunsTheSameAgain();
    void deleteLeavesNothing();
    void deleteTakesFilesThatResist();
    void refusesWhileTheJobRuns_data();
    void refusesWhileTheJobRuns();
    void listsAndServesFiles();
    void servesTheResultOnceTheWorkspaceIsGone();
    void servesOddNames();
    void filesThatAreNone_data();
    void filesThatAreNone();

private:
    QString ran(const QString &prompt);
    [[nodiscard]] QString folder(const QString &id) const { return m_dir->filePath(u"jobs/"_s + id); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;
};

void TestManaging::initTestCase()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_daemon = std::make_unique<DaemonProcess>(DaemonProcess::Options{.dataDir = m_dir->path()});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    m_http = std::make_unique<HttpClient>(m_daemon->url());
}

void TestManaging::cleanupTestCase()
{
    QVERIFY(m_daemon->stop());
}

QString TestManaging::ran(const QString &prompt)
{
    QString id = DaemonProcess::schedule(*m_http, {{u"prompt"_s, prompt}});
    DaemonProcess::awaitEnd(*m_http, id);
    return id;
}

void TestManaging::retryRunsTheSameAgain()
{
    const QJsonObject request{{u"prompt"_s, u"$ echo again; exit 3"_s},
                              {u"priority"_s, 7},
                              {u"limits"_s, QJsonObject{{u"wall_time"_s, 77}}},
                              {u"exclude"_s, QJsonArray{u"cache"_s}}};
    const QString id = DaemonProcess::schedule(*m_http, request);
    const QJsonObject first = DaemonProcess::awaitEnd(*m_http, id);
    const HttpAnswer answer = m_http->post(u"/job/%1/retry"_s.arg(id));
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"retry_of"].toString(), id);
    const QString again = answer.json()[u"job_id"].toString();
    QVERIFY(again != id);
    const QJsonObject second = DaemonProcess::awaitEnd(*m_http, again);
    for (const QString &field : {u"prompt"_s, u"priority"_s, u"limits"_s, u"exclude"_s, u"status"_s, u"exit_code"_s,
                                 u"provider"_s, u"engine_reason"_s, u"title"_s})
        QCOMPARE(second[field], first[field]);
    QCOMPARE(second[u"retry_of"].toString(), id);
    QVERIFY(first[u"retry_of"].isNull());
}

void TestManaging::deleteLeavesNothing()
{
    const QString id = ran(u"$ echo x > file; mkdir -p a/b/c"_s);
    QVERIFY(QDir(folder(id)).exists());
    const HttpAnswer answer = m_http->send("DELETE", u"/job/"_s + id);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"deleted"].toBool(), true);
    QVERIFY(!QDir(folder(id)).exists());
    for (const QString &path : {u"/status/"_s, u"/job/"_s, u"/logs/"_s, u"/download/"_s})
        QCOMPARE(m_http->get(path + id).status, 404);
    QCOMPARE(m_http->send("DELETE", u"/job/"_s + id).status, 404);
    QVERIFY(!m_http->get(u"/jobs"_s).body.contains(id.toLatin1()));
    const QDir trash(m_dir->filePath(u"trash"_s));
    QVERIFY(QTest::qWaitFor([&] { return trash.isEmpty(); }, 10'000));
}

void TestManaging::deleteTakesFilesThatResist()
{
    const QString id = ran(u"$ mkdir -p closed/inner; touch closed/inner/f; chmod 0 closed/inner closed; "
                           "ln -s / root; mkfifo fifo; d=deep; for i in $(seq 300); do mkdir $d; cd $d; done"_s);
    QCOMPARE(m_http->send("DELETE", u"/job/"_s + id).status, 200);
    const QDir trash(m_dir->filePath(u"trash"_s));
    QVERIFY(
        QTest::qWaitFor([&] { return trash.isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System); }, 10'000));
}

void TestManaging::refusesWhileTheJobRuns_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::newRow("retry") << QByteArray("POST") << u"/job/%1/retry"_s;
    QTest::newRow("delete") << QByteArray("DELETE") << u"/job/%1"_s;
}

void TestManaging::refusesWhileTheJobRuns()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    const QString id = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ sleep 60"_s}});
    QVERIFY(DaemonProcess::awaitStatus(*m_http, id, u"phase"_s, u"working"_s));
    const HttpAnswer answer = m_http->send(method, path.arg(id));
    QCOMPARE(answer.status, 409);
    QCOMPARE(answer.json()[u"code"].toString(), u"wrong_state"_s);
    QVERIFY(answer.json()[u"error"].toString().contains(u"still running"_s));
    m_http->post(u"/cancel/"_s + id);
    DaemonProcess::awaitEnd(*m_http, id);
    QCOMPARE(m_http->send(method, path.arg(id)).status, 200);
}

void TestManaging::listsAndServesFiles()
{
    const QString id = DaemonProcess::schedule(
        *m_http, {{u"prompt"_s, u"$ mkdir sub; printf 0123456789 > sub/ten; ln -s sub link; sleep 60"_s}});
    QVERIFY(DaemonProcess::awaitStatus(*m_http, id, u"phase"_s, u"working"_s));
    const QString base = u"/job/%1/files"_s.arg(id);
    QVERIFY(QTest::qWaitFor([&] { return m_http->get(base + u"/sub/ten"_s).body.size() == 10; }, 10'000));
    QVERIFY(QTest::qWaitFor([&] { return m_http->get(base).json()[u"entries"].toArray().size() == 2; }, 10'000));

    const QJsonObject list = m_http->get(base).json();
    QCOMPARE(list[u"entries"][0][u"name"].toString(), u"link"_s);
    QCOMPARE(list[u"entries"][0][u"type"].toString(), u"link"_s);
    QCOMPARE(list[u"entries"][1][u"type"].toString(), u"folder"_s);
    const QJsonObject sub = m_http->get(base + u"/sub/"_s).json();
    QCOMPARE(sub[u"path"].toString(), u"sub"_s);
    QCOMPARE(sub[u"entries"][0][u"size"].toInt(), 10);

    const HttpAnswer part = m_http->get(base + u"/sub/ten"_s, {{"Range", "bytes=2-4"}});
    QCOMPARE(part.status, 206);
    QCOMPARE(part.body, "234");
    QCOMPARE(part.header("Content-Type"), "application/octet-stream");
    QVERIFY(part.header("Content-Disposition").startsWith("attachment"));
    QVERIFY(part.header("Content-Security-Policy").contains("sandbox"));
    m_http->post(u"/cancel/"_s + id);
    DaemonProcess::awaitEnd(*m_http, id);
    QCOMPARE(m_http->get(base + u"/sub/ten"_s).body, "0123456789");
}

void TestManaging::servesTheResultOnceTheWorkspaceIsGone()
{
    const QString id = ran(u"$ mkdir sub; printf 0123456789 > sub/ten; ln -s sub link"_s);
    QVERIFY(QDir(folder(id) + u"/workspace"_s).removeRecursively());
    const QString base = u"/job/%1/files"_s.arg(id);
    const QJsonArray entries = m_http->get(base).json()[u"entries"].toArray();
    QVERIFY(std::ranges::any_of(
        entries, [](const QJsonValue &entry) { return entry[u"name"] == u"link"_s && entry[u"type"] == u"link"_s; }));
    QCOMPARE(m_http->get(base + u"/sub/"_s).json()[u"entries"][0][u"size"].toInt(), 10);
    const HttpAnswer part = m_http->get(base + u"/sub/ten"_s, {{"Range", "bytes=2-4"}});
    QCOMPARE(part.status, 206);
    QCOMPARE(part.body, "234");
    QCOMPARE(m_http->get(base + u"/link"_s).status, 422);
    QCOMPARE(m_http->get(base + u"/nothing"_s).status, 404);
    QCOMPARE(m_http->get(base + u"/..%2fmanifest.json"_s).status, 404);
}

void TestManaging::servesOddNames()
{
    const QString id = ran(u"```python\nimport os\nos.mkdir('/workspace/odd')\nfor n in [b'a b', b'\\xff\\xfe', "
                           u"b'100%', b'x#?y', b'\"q\"', "
                           "'gr\u00fc\u00df'.encode()]:\n    open(b'/workspace/odd/' + n, 'wb').write(n)\n```"_s);
    const QString base = u"/job/%1/files/odd"_s.arg(id);
    const QJsonArray entries = m_http->get(base).json()[u"entries"].toArray();
    QCOMPARE(entries.size(), 6);
    for (const QJsonValue &entry : entries) {
        const QString segment = entry[u"path_segment"].toString();
        const HttpAnswer answer = m_http->get(base + u'/' + segment);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, QByteArray::fromPercentEncoding(segment.toLatin1()));
        QVERIFY(answer.header("Content-Disposition").contains(segment.toLatin1()));
    }
}

void TestManaging::filesThatAreNone_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("missing") << u"/nothing"_s << 404;
    QTest::newRow("link to a file") << u"/passwd"_s << 422;
    QTest::newRow("through a link") << u"/etc/passwd"_s << 422;
    QTest::newRow("link to a folder") << u"/etc"_s << 422;
    QTest::newRow("up") << u"/..%2f..%2fjobs.sqlite"_s << 422;
    QTest::newRow("absolute") << u"/%2fetc%2fpasswd"_s << 422;
    QTest::newRow("fifo") << u"/fifo"_s << 422;
    QTest::newRow("null byte") << u"/a%00b"_s << 422;
}

void TestManaging::filesThatAreNone()
{
    QFETCH(QString, path);
    static const QString id = ran(u"$ ln -s /etc/passwd passwd; ln -s /etc etc; mkfifo fifo"_s);
    const HttpAnswer answer = m_http->get(u"/job/%1/files"_s.arg(id) + path);
    QTEST(answer.status, "status");
    QVERIFY(!answer.json()[u"error"].toString().isEmpty());
    QVERIFY(!answer.body.contains("root:"));
}

QTEST_GUILESS_MAIN(TestManaging)
#include "tst_managing.moc"
