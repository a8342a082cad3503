#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include "daemonprocess.h"
#include "jsonschema.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// The API's description of itself holds: what it lists is served, and real answers fit its schemas.
class TestOpenApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void isWellFormed();
    void everyCallIsServed_data();
    void everyCallIsServed();
    void answersFitTheirSchemas_data();
    void answersFitTheirSchemas();
    void bodyFieldsAreAccepted();
    void docsPageIsServedSafely();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;
    QJsonObject m_document;
    QString m_complete;
    QString m_failed;
    QString m_upload;
};

void TestOpenApi::initTestCase()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_daemon = std::make_unique<DaemonProcess>(DaemonProcess::Options{.dataDir = m_dir->path()});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    m_http = std::make_unique<HttpClient>(m_daemon->url());
    m_document = m_http->get(u"/openapi.json"_s).json();
    m_complete = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ echo hello > file"_s}});
    m_failed = DaemonProcess::schedule(*m_http, {{u"prompt"_s, u"$ exit 3"_s}});
    m_upload = m_http->post(u"/uploads"_s, {{u"name"_s, u"data.csv"_s}}).json()[u"upload_id"].toString();
    QCOMPARE(DaemonProcess::awaitEnd(*m_http, m_complete)[u"status"].toString(), u"complete"_s);
    QCOMPARE(DaemonProcess::awaitEnd(*m_http, m_failed)[u"status"].toString(), u"error"_s);
}

void TestOpenApi::cleanupTestCase()
{
    QVERIFY(m_daemon->stop());
}

void TestOpenApi::isWellFormed()
{
    QCOMPARE(m_document[u"openapi"].toString(), u"3.1.0"_s);
    QVERIFY(!m_document[u"info"][u"version"].toString().isEmpty());
    const QString text = QString::fromUtf8(QJsonDocument(m_document).toJson());
    static const QRegularExpression reference(u"#/components/schemas/(\\w+)"_s);
    auto references = reference.globalMatch(text);
    QVERIFY(references.hasNext());
    while (references.hasNext()) {
        const QString name = references.next().captured(1);
        QVERIFY2(m_document[u"components"][u"schemas"][name].isObject(), qPrintable(name));
    }
}

void TestOpenApi::everyCallIsServed_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    const QJsonObject paths = m_document[u"paths"].toObject();
    QVERIFY(paths.size() >= 15);
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        for (const QString &method : path->toObject().keys())
            QTest::addRow("%s %s", qPrintable(method), qPrintable(path.key()))
                << method.toUpper().toLatin1() << path.key();
    }
}

void TestOpenApi::everyCallIsServed()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    // With an id that no job has: what is routed says so in its own words; an unrouted path says "there is no /…".
    path.replace(u"{id}"_s, u"00000000-0000-4000-8000-000000000000"_s)
        .replace(u"{stream}"_s, u"stdout"_s)
        .replace(u"{path}"_s, u"a/b"_s)
        .replace(u"{provider}"_s, u"gemini"_s)
        .replace(u"{file}"_s, u"docs.js"_s);
    if (path == "/events"_L1)
        path += u"?job=x"_s; // the stream itself does not end
    const HttpAnswer answer = m_http->send(method, path, "{");
    QVERIFY(answer.status != 405);
    QVERIFY2(!answer.json()[u"error"].toString().startsWith(u"there is no /"_s), answer.body.constData());
}

void TestOpenApi::answersFitTheirSchemas_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    const QByteArray get("GET");
    const QByteArray post("POST");
    QTest::newRow("welcome") << get << u"/"_s << u"/"_s << QByteArray() << 200;
    QTest::newRow("schedule") << post << u"/schedule"_s << u"/schedule"_s << QByteArray(R"({"prompt":"$ true"})")
                              << 200;
    QTest::newRow("schedule nothing") << post << u"/schedule"_s << u"/schedule"_s << QByteArray("{}") << 422;
    QTest::newRow("schedule garbage") << post << u"/schedule"_s << u"/schedule"_s << QByteArray("{") << 400;
    QTest::newRow("submit") << post << u"/submit"_s << u"/submit"_s << QByteArray(R"({"task":"$ true"})") << 200;
    QTest::newRow("jobs") << get << u"/jobs"_s << u"/jobs"_s << QByteArray() << 200;
    QTest::newRow("health") << get << u"/health"_s << u"/health"_s << QByteArray() << 200;
    QTest::newRow("jobs, bad query") << get << u"/jobs"_s << u"/jobs?limit=x"_s << QByteArray() << 422;
    QTest::newRow("logs") << get << u"/logs/{id}"_s << u"/logs/"_s + m_complete << QByteArray() << 200;
    QTest::newRow("files") << get << u"/job/{id}/files"_s << u"/job/%1/files"_s.arg(m_complete) << QByteArray() << 200;
    QTest::newRow("cancel") << post << u"/cancel/{id}"_s << u"/cancel/"_s + m_complete << QByteArray() << 200;
    QTest::newRow("retry") << post << u"/job/{id}/retry"_s << u"/job/%1/retry"_s.arg(m_failed) << QByteArray() << 200;
    for (const auto &[name, id] : {std::pair("complete", m_complete), std::pair("failed", m_failed)}) {
        QTest::addRow("status, %s", name) << get << u"/status/{id}"_s << u"/status/"_s + id << QByteArray() << 200;
        QTest::addRow("job, %s", name) << get << u"/job/{id}"_s << u"/job/"_s + id << QByteArray() << 200;
    }
    QTest::newRow("providers") << get << u"/providers"_s << u"/providers"_s << QByteArray() << 200;
    QTest::newRow("provider test") << post << u"/providers/{name}/test"_s << u"/providers/groq/test"_s << QByteArray()
                                   << 200;
    QTest::newRow("unknown provider") << post << u"/providers/{name}/test"_s << u"/providers/x/test"_s << QByteArray()
                                      << 404;
    QTest::newRow("unknown job") << get << u"/job/{id}"_s << u"/job/00000000-0000-4000-8000-000000000000"_s
                                 << QByteArray() << 404;
    QTest::newRow("keys") << get << u"/keys"_s << u"/keys"_s << QByteArray() << 200;
    QTest::newRow("set a key") << QByteArray("PUT") << u"/keys/{provider}"_s << u"/keys/gemini"_s
                               << QByteArray(R"({"key":"0123456789abcdef"})") << 200;
    QTest::newRow("keys, with one") << get << u"/keys"_s << u"/keys"_s << QByteArray() << 200;
    QTest::newRow("delete a key") << QByteArray("DELETE") << u"/keys/{provider}"_s << u"/keys/gemini"_s << QByteArray()
                                  << 200;
    QTest::newRow("begin an upload") << post << u"/uploads"_s << u"/uploads"_s
                                     << QByteArray(R"({"name":"x.csv","size":3})") << 200;
    for (const auto &[name, method, query, body] :
         {std::tuple("send a part", "PUT", "?offset=0", "abc"), std::tuple("a wrong part", "PUT", "?offset=7", "abc"),
          std::tuple("look at an upload", "GET", "", ""), std::tuple("delete an upload", "DELETE", "", "")}) {
        QTest::newRow(name) << QByteArray(method) << u"/uploads/{id}"_s
                            << QString(u"/uploads/"_s + m_upload + QLatin1StringView(query)) << QByteArray(body)
                            << (QByteArrayView(query) == "?offset=7" ? 409 : 200);
    }
    QTest::newRow("delete") << QByteArray("DELETE") << u"/job/{id}"_s << u"/job/"_s + m_failed << QByteArray() << 200;
}

void TestOpenApi::answersFitTheirSchemas()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, pattern);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    const HttpAnswer answer = m_http->send(method, path, body, {{"Content-Type", "application/json"}});
    QCOMPARE(answer.status, status);
    const QJsonValue response =
        m_document[u"paths"][pattern][QString::fromLatin1(method.toLower())][u"responses"][QString::number(status)];
    QVERIFY2(response.isObject(), "the status is not in the description");
    const QJsonObject schema = response[u"content"][u"application/json"][u"schema"].toObject();
    QVERIFY(!schema.isEmpty());
    QCOMPARE(JsonSchema(m_document).misfits(answer.json(), schema), QStringList());
}

void TestOpenApi::bodyFieldsAreAccepted()
{
    const QJsonObject fields = m_document[u"components"][u"schemas"][u"Schedule"][u"properties"].toObject();
    const QJsonObject limits = m_document[u"components"][u"schemas"][u"Limits"][u"properties"].toObject();
    const QJsonObject defaults = m_http->get(u"/job/"_s + m_complete).json()[u"limits"].toObject();
    QCOMPARE(limits.keys(), defaults.keys());
    const QJsonValue upload = m_http->post(u"/uploads"_s, {{u"name"_s, u"data.csv"_s}}).json()[u"upload_id"];
    const QJsonObject body{{u"prompt"_s, u"$ true"_s},
                           {u"provider"_s, u"runbook"_s},
                           {u"engine"_s, u"docker"_s},
                           {u"image"_s, u"no/such-image:1"_s},
                           {u"runtime"_s, u"runc"_s},
                           {u"approval"_s, true},
                           {u"priority"_s, 1},
                           {u"limits"_s, defaults},
                           {u"network"_s, u"off"_s},
                           {u"exclude"_s, QJsonArray{u"x"_s}},
                           {u"git"_s, u"https://127.0.0.1:1/none.git"_s},
                           {u"inputs"_s, QJsonArray{upload}}};
    QCOMPARE(fields.keys(), body.keys());
    QCOMPARE(m_http->post(u"/schedule"_s, body).status, 200);
}

void TestOpenApi::docsPageIsServedSafely()
{
    const HttpAnswer page = m_http->get(u"/docs"_s);
    QCOMPARE(page.status, 200);
    QVERIFY(page.header("Content-Type").startsWith("text/html"));
    QVERIFY(page.header("Content-Security-Policy").contains("default-src 'none'"));
    QVERIFY(!page.body.contains("http://") && !page.body.contains("https://")); // nothing from elsewhere
    QVERIFY(m_http->get(u"/docs/docs.js"_s).header("Content-Type").startsWith("text/javascript"));
    QVERIFY(m_http->get(u"/docs/docs.css"_s).header("Content-Type").startsWith("text/css"));
    QCOMPARE(m_http->get(u"/docs/schemas.json"_s).status, 404);
    QCOMPARE(m_http->get(u"/docs/..%2fschemas.json"_s).status, 404);
}

QTEST_GUILESS_MAIN(TestOpenApi)
#include "tst_openapi.moc"
