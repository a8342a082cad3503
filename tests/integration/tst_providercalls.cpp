#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "cactlprocess.h"
#include "daemonprocess.h"
#include "fakeprovider.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

/// The AI providers as the API and cactl show and try them: a real server, and a provider that does as it is told.
class TestProviderCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theListTellsWhatIsSetUp();
    void startingConnectsToNobody();
    void aTestTellsWhetherItWorks_data();
    void aTestTellsWhetherItWorks();
    void unknownNamesAreNotFound();
    void keysAreInNoAnswer();
    void cactlListsThem();
    void cactlTestsThem_data();
    void cactlTestsThem();

private:
    [[nodiscard]] QJsonObject entry(const QString &name);
    CactlProcess::Outcome cactl(const QStringList &arguments);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeProvider> m_provider;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;
};

void TestProviderCalls::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_provider = std::make_unique<FakeProvider>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"AGENT_PROVIDERS"_s, u"gemini,alchemyst,groq"_s);
    environment.insert(u"GEMINI_API_KEY"_s, u"s3cret-gemini-abcd"_s);
    environment.insert(u"GEMINI_BASE_URL"_s, m_provider->baseUrl());
    environment.insert(u"GROQ_API_KEY"_s, u"s3cret-groq-efgh"_s);
    environment.insert(u"OLLAMA_BASE_URL"_s, m_provider->baseUrl());
    environment.insert(u"LLAMACPP_BASE_URL"_s, m_provider->baseUrl());
    m_daemon =
        std::make_unique<DaemonProcess>(DaemonProcess::Options{.dataDir = m_dir->path(), .environment = environment});
    QVERIFY2(m_daemon->isListening(), qPrintable(m_daemon->errorOutput()));
    m_http = std::make_unique<HttpClient>(m_daemon->url());
}

void TestProviderCalls::cleanup()
{
    QVERIFY(m_daemon->stop());
}

QJsonObject TestProviderCalls::entry(const QString &name)
{
    for (const QJsonValue provider : m_http->get(u"/providers"_s).json()[u"providers"].toArray()) {
        if (provider[u"name"].toString() == name)
            return provider.toObject();
    }
    return {};
}

CactlProcess::Outcome TestProviderCalls::cactl(const QStringList &arguments)
{
    return CactlProcess(m_daemon->url(), m_dir->path()).run(arguments);
}

void TestProviderCalls::theListTellsWhatIsSetUp()
{
    QCOMPARE(m_http->get(u"/providers"_s).json()[u"providers"].toArray().size(), 10);
    const QJsonObject gemini = entry(u"gemini"_s);
    QCOMPARE(gemini[u"state"].toString(), u"ready"_s);
    QCOMPARE(gemini[u"position"].toInt(), 1);
    QCOMPARE(gemini[u"base_url"].toString(), m_provider->baseUrl());
    QCOMPARE(gemini[u"key_hint"].toString(), u"abcd"_s);
    QCOMPARE(gemini[u"key_source"].toString(), u"the environment (GEMINI_API_KEY)"_s);
    QCOMPARE(entry(u"groq"_s)[u"state"].toString(), u"no_model"_s);
    QVERIFY(entry(u"groq"_s)[u"position"].isNull());
    QCOMPARE(entry(u"alchemyst"_s)[u"state"].toString(), u"no_key"_s);
    QVERIFY(entry(u"alchemyst"_s)[u"note"].toString().contains(u"ALCHEMYST_API_KEY"_s));
    QCOMPARE(entry(u"ollama"_s)[u"state"].toString(), u"not_running"_s);
    m_provider->serveModels({u"local"_s});
    QCOMPARE(entry(u"llama.cpp"_s)[u"state"].toString(), u"ready"_s);
    QCOMPARE(entry(u"llama.cpp"_s)[u"model"].toString(), u"local"_s);
}

void TestProviderCalls::startingConnectsToNobody()
{
    QCOMPARE(m_http->get(u"/"_s).status, 200);
    QVERIFY(m_provider->requests().isEmpty());
}

void TestProviderCalls::aTestTellsWhetherItWorks_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("kind");
    QTest::newRow("works") << 200 << QString();
    QTest::newRow("key") << 401 << u"key_rejected"_s;
    QTest::newRow("trouble") << 500 << u"overloaded"_s;
}

void TestProviderCalls::aTestTellsWhetherItWorks()
{
    QFETCH(int, status);
    QFETCH(QString, kind);
    m_provider->enqueue({status == 200 ? FakeAnswer::completion(u"ok"_s) : FakeAnswer::error(status, u"no"_s)});
    const HttpAnswer answer = m_http->post(u"/providers/gemini/test"_s);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json()[u"ok"].toBool(), kind.isEmpty());
    QCOMPARE(answer.json()[u"error_kind"].toString(), kind);
    QCOMPARE(answer.json()[u"error"].isNull(), kind.isEmpty());
    QCOMPARE(answer.json()[u"model"].toString(), u"gemini-2.5-flash"_s);
    QCOMPARE(m_provider->calls().size(), 1);
    QCOMPARE(m_provider->calls().constFirst().header("Authorization"), "Bearer s3cret-gemini-abcd");
}

void TestProviderCalls::unknownNamesAreNotFound()
{
    const HttpAnswer answer = m_http->post(u"/providers/nobody/test"_s);
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.json()[u"error"].toString(), u"there is no AI provider \"nobody\""_s);
}

void TestProviderCalls::keysAreInNoAnswer()
{
    m_provider->answerWith([](const FakeRequest &request) {
        return FakeAnswer::error(401, u"wrong: "_s + QString::fromLatin1(request.header("Authorization")));
    });
    QByteArray all;
    for (const QString &path : {u"/"_s, u"/providers"_s, u"/openapi.json"_s})
        all += m_http->get(path).body;
    all += m_http->post(u"/providers/gemini/test"_s).body;
    QVERIFY(all.contains("wrong: Bearer ***"));
    QVERIFY(!all.contains("s3cret"));
}

void TestProviderCalls::cactlListsThem()
{
    for (const QStringList &arguments : {QStringList{u"providers"_s}, QStringList{u"providers"_s, u"list"_s}}) {
        const CactlProcess::Outcome outcome = cactl(arguments);
        QVERIFY2(outcome.exitCode == 0, outcome.err.constData());
        QVERIFY2(outcome.out.startsWith("ORDER"), outcome.out.constData());
        QVERIFY(outcome.out.contains("gemini-2.5-flash") && outcome.out.contains("llama.cpp"));
        QVERIFY(outcome.out.contains("…abcd") && !outcome.out.contains("s3cret"));
    }
    QCOMPARE(cactl({u"providers"_s, u"what"_s}).exitCode, 2);
    QCOMPARE(cactl({u"providers"_s, u"list"_s, u"gemini"_s}).exitCode, 2);
}

void TestProviderCalls::cactlTestsThem_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("text");
    const QStringList test{u"providers"_s, u"test"_s};
    QTest::newRow("one") << test + QStringList{u"gemini"_s} << 200 << 0
                         << QByteArray("gemini: gemini-2.5-flash answered");
    QTest::newRow("all") << test << 200 << 0 << QByteArray("gemini: gemini-2.5-flash answered");
    QTest::newRow("failing") << test << 401 << 1 << QByteArray("gemini: Google Gemini rejected the key");
    QTest::newRow("not set up") << test + QStringList{u"mistral"_s} << 200 << 1 << QByteArray("set MISTRAL_API_KEY");
    QTest::newRow("unknown") << test + QStringList{u"nobody"_s} << 200 << 1 << QByteArray("there is no AI provider");
}

void TestProviderCalls::cactlTestsThem()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QByteArray, text);
    m_provider->answerWith([status](const FakeRequest &) {
        return status == 200 ? FakeAnswer::completion(u"ok"_s) : FakeAnswer::error(status, u"no"_s);
    });
    const CactlProcess::Outcome outcome = cactl(arguments);
    QTEST(outcome.exitCode, "exitCode");
    const QByteArray said = outcome.out + outcome.err;
    QVERIFY2(said.contains(text), said.constData());
}

QTEST_GUILESS_MAIN(TestProviderCalls)
#include "tst_providercalls.moc"
