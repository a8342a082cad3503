#include <QDirIterator>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "daemonprocess.h"
#include "secretservice.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

namespace {
const QString key = u"sk-test-0123456789/abcdef+WXYZ"_s;
}

/// Providers' keys of a real server: with a real keychain, without one, and with one that hangs.
class TestKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keychainKeepsKeysOverARestart();
    void withoutAKeychainKeysLastForTheRun_data();
    void withoutAKeychainKeysLastForTheRun();
    void serverOutlivesTheDesktopSession();
    void refusals_data();
    void refusals();
    void keyIsInNothingThatIsWritten();

private:
    std::unique_ptr<DaemonProcess> start(const QProcessEnvironment &environment);
    /// With a keychain that answers in time, which one on a machine under load may not do at once.
    std::unique_ptr<DaemonProcess> startWithKeychain(const QProcessEnvironment &environment);
    /// Whether the keychain works, when that is known.
    static QString awaitVerdict(HttpClient &http);
    static QJsonObject keyOf(HttpClient &http, const QString &provider);
    [[nodiscard]] QStringList filesWith(const QByteArray &text) const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestKeys::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<DaemonProcess> TestKeys::start(const QProcessEnvironment &environment)
{
    return std::make_unique<DaemonProcess>(
        DaemonProcess::Options{.dataDir = m_dir->path(), .environment = environment});
}

std::unique_ptr<DaemonProcess> TestKeys::startWithKeychain(const QProcessEnvironment &environment)
{
    for (int tries = 0; tries < 8; ++tries) {
        auto daemon = start(environment);
        HttpClient http = daemon->http();
        if (awaitVerdict(http) == "works"_L1)
            return daemon;
    }
    return nullptr;
}

QString TestKeys::awaitVerdict(HttpClient &http)
{
    QString state;
    [[maybe_unused]] const bool isKnown = QTest::qWaitFor(
        [&] {
            state = http.get(u"/keys"_s).json()[u"keychain"][u"state"].toString();
            return state != "checking"_L1;
        },
        20'000);
    return state;
}

QJsonObject TestKeys::keyOf(HttpClient &http, const QString &provider)
{
    const QJsonArray keys = http.get(u"/keys"_s).json()[u"keys"].toArray();
    for (const QJsonValue &entry : keys) {
        if (entry[u"provider"].toString() == provider)
            return entry.toObject();
    }
    return {};
}

QStringList TestKeys::filesWith(const QByteArray &text) const
{
    QStringList found;
    QDirIterator files(m_dir->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            found.append(file.fileName());
    }
    return found;
}

void TestKeys::keychainKeepsKeysOverARestart()
{
    const SecretService service(SecretService::Kind::Real);
    QVERIFY(service.isReady());
    {
        const auto daemon = startWithKeychain(service.environment());
        QVERIFY(daemon);
        HttpClient http = daemon->http();
        const HttpAnswer set = http.send("PUT", u"/keys/gemini"_s, R"({"key":")" + key.toLatin1() + R"("})");
        QCOMPARE(set.status, 200);
        QCOMPARE(set.json()[u"source"].toString(), u"keychain"_s);
        QCOMPARE(set.json()[u"last_four"].toString(), u"WXYZ"_s);
        QVERIFY(daemon->stop());
    }
    {
        const auto daemon = startWithKeychain(service.environment());
        QVERIFY(daemon);
        HttpClient http = daemon->http();
        QCOMPARE(keyOf(http, u"gemini"_s)[u"source"].toString(), u"keychain"_s);
        QCOMPARE(keyOf(http, u"gemini"_s)[u"last_four"].toString(), u"WXYZ"_s);
        QCOMPARE(http.send("DELETE", u"/keys/gemini"_s).status, 200);
        QVERIFY(keyOf(http, u"gemini"_s).isEmpty());
        QVERIFY(daemon->stop());
    }
    const auto daemon = startWithKeychain(service.environment());
    QVERIFY(daemon);
    HttpClient http = daemon->http();
    QVERIFY(keyOf(http, u"gemini"_s).isEmpty());
    QVERIFY(daemon->stop());
    QCOMPARE(filesWith(key.toLatin1()), QStringList());
}

void TestKeys::withoutAKeychainKeysLastForTheRun_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("hasBus");
    QTest::newRow("no bus") << static_cast<int>(SecretService::Kind::None) << false;
    QTest::newRow("a bus without the service") << static_cast<int>(SecretService::Kind::None) << true;
    QTest::newRow("a service that hangs") << static_cast<int>(SecretService::Kind::Silent) << true;
}

void TestKeys::withoutAKeychainKeysLastForTheRun()
{
    QFETCH(int, kind);
    QFETCH(bool, hasBus);
    const SecretService service(static_cast<SecretService::Kind>(kind));
    QVERIFY(service.isReady());
    QProcessEnvironment environment = service.environment();
    if (!hasBus) {
        environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
        environment.insert(u"XDG_RUNTIME_DIR"_s, m_dir->path());
    }
    QElapsedTimer timer;
    timer.start();
    const auto daemon = start(environment);
    QVERIFY2(daemon->isListening(), qPrintable(daemon->errorOutput()));
    HttpClient http = daemon->http();
    QCOMPARE(awaitVerdict(http), u"unavailable"_s);
    QVERIFY2(timer.elapsed() < 15'000,
             qPrintable(QString::number(timer.elapsed()))); // D-Bus itself would wait for 25 s
    QVERIFY(http.get(u"/keys"_s).json()[u"keychain"][u"message"].toString().contains(u"until the program ends"_s));
    const HttpAnswer set = http.send("PUT", u"/keys/gemini"_s, R"({"key":")" + key.toLatin1() + R"("})");
    QCOMPARE(set.status, 200);
    QCOMPARE(set.json()[u"source"].toString(), u"memory"_s);
    QCOMPARE(keyOf(http, u"gemini"_s)[u"source"].toString(), u"memory"_s);
    timer.start();
    QVERIFY(daemon->stop());
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(filesWith(key.toLatin1()), QStringList());
}

void TestKeys::serverOutlivesTheDesktopSession()
{
    SecretService service(SecretService::Kind::Real);
    QVERIFY(service.isReady());
    const auto daemon = startWithKeychain(service.environment());
    QVERIFY(daemon);
    HttpClient http = daemon->http();
    service.endBus();
    QVERIFY(!daemon->process().waitForFinished(2000));
    QCOMPARE(http.get(u"/"_s).status, 200);
    const HttpAnswer set = http.send("PUT", u"/keys/gemini"_s, R"({"key":")" + key.toLatin1() + R"("})");
    QCOMPARE(set.status, 200);
    QCOMPARE(set.json()[u"source"].toString(), u"memory"_s);
    QVERIFY(daemon->stop());
}

void TestKeys::refusals_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("no provider") << "PUT"_ba << u"/keys/acme"_s << R"({"key":"0123456789"})"_ba << 404;
    QTest::newRow("a provider without keys") << "PUT"_ba << u"/keys/ollama"_s << R"({"key":"0123456789"})"_ba << 404;
    QTest::newRow("no JSON") << "PUT"_ba << u"/keys/gemini"_s << "0123456789"_ba << 400;
    QTest::newRow("no key") << "PUT"_ba << u"/keys/gemini"_s << "{}"_ba << 422;
    QTest::newRow("no text") << "PUT"_ba << u"/keys/gemini"_s << R"({"key":5})"_ba << 422;
    QTest::newRow("empty") << "PUT"_ba << u"/keys/gemini"_s << R"({"key":""})"_ba << 422;
    QTest::newRow("more than a key") << "PUT"_ba << u"/keys/gemini"_s << R"({"key":"0123456789","file":"/etc"})"_ba
                                     << 422;
    QTest::newRow("a line's end") << "PUT"_ba << u"/keys/gemini"_s << R"({"key":"01234567\r\nX: y"})"_ba << 422;
    QTest::newRow("nothing to delete") << "DELETE"_ba << u"/keys/gemini"_s << QByteArray() << 404;
    QTest::newRow("nobody to delete") << "DELETE"_ba << u"/keys/acme"_s << QByteArray() << 404;
}

void TestKeys::refusals()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    const auto daemon = start(QProcessEnvironment::systemEnvironment());
    HttpClient http = daemon->http();
    const HttpAnswer answer = http.send(method, path, body);
    QTEST(answer.status, "status");
    QVERIFY(!answer.json()[u"error"].toString().isEmpty());
    QVERIFY(!answer.body.contains("0123456789"));
    QVERIFY(http.get(u"/keys"_s).json()[u"keys"].toArray().isEmpty());
    QVERIFY(daemon->stop());
}

void TestKeys::keyIsInNothingThatIsWritten()
{
    const auto daemon = start(QProcessEnvironment::systemEnvironment());
    HttpClient http = daemon->http();
    QCOMPARE(http.send("PUT", u"/keys/gemini"_s, R"({"key":")" + key.toLatin1() + R"("})").status, 200);
    // A prompt with it would carry it into the sandbox.
    const HttpAnswer refused = http.post(u"/schedule"_s, {{u"prompt"_s, QString(u"$ echo "_s + key)}});
    QCOMPARE(refused.status, 422);
    QCOMPARE(refused.json()[u"detail"].toString(), u"prompt"_s);
    // Answers that repeat what they were asked.
    const QByteArray escaped = key.toLatin1().toPercentEncoding();
    for (const QString &path : {u"/no/such/"_s, u"/job/"_s, u"/keys/"_s}) {
        const HttpAnswer answer =
            http.send(path.startsWith(u"/keys"_s) ? "DELETE" : "GET", path + QString::fromLatin1(escaped));
        QVERIFY(answer.status >= 400);
        QVERIFY2(answer.body.contains("[redacted]"), answer.body.constData());
        QVERIFY2(!answer.body.contains("abcdef"), answer.body.constData());
    }
    // Pieces that are too short to be known reach the sandbox; what it makes of them is its own log.
    const QString pieces = key.left(10) + u"''"_s + key.sliced(10, 10) + u"''"_s + key.sliced(20);
    const QString job = DaemonProcess::schedule(
        http, {{u"prompt"_s, QString(u"```sh\necho "_s + pieces + u"\n```\n"_s)}, {u"provider"_s, u"runbook"_s}});
    QVERIFY(!job.isEmpty());
    const QJsonObject ended = DaemonProcess::awaitEnd(http, job);
    QCOMPARE(ended[u"status"].toString(), u"complete"_s);
    QVERIFY(http.get(u"/logs/"_s + job + u"/stdout"_s).body.contains(key.toLatin1())); // the sandbox's own log
    QVERIFY(!http.get(u"/job/"_s + job).body.contains(key.toLatin1()));
    QVERIFY(daemon->stop());
    QStringList found = filesWith(key.toLatin1());
    found.removeIf([](const QString &path) { return path.endsWith(u"/logs/stdout.log"_s); });
    QCOMPARE(found, QStringList());
}

QTEST_GUILESS_MAIN(TestKeys)
#include "tst_keys.moc"
