#include <QCoroTask>
#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>

#include "chatnetwork.h"
#include "fakeprovider.h"
#include "providers.h"
#include "settings.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Ollama and llama.cpp, as they are found and as they are not.
class TestLocalServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void localOnesAreTakenWhenTheyAnswer();
    void aServerThatHangsCostsLittle();
    void ollamasSmallContextIsShown_data();
    void ollamasSmallContextIsShown();
    void cancelEndsTheLook();

private:
    [[nodiscard]] static ProviderConfig presetOf(const QString &name)
    {
        return ProviderConfig::from(*findProviderPreset(name), Settings());
    }

    std::unique_ptr<FakeProvider> m_server;
    QString m_closedUrl;
};

void TestLocalServers::init()
{
    m_server = std::make_unique<FakeProvider>();
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost, 0));
    m_closedUrl = u"http://127.0.0.1:%1/v1"_s.arg(closed.serverPort());
}

void TestLocalServers::localOnesAreTakenWhenTheyAnswer()
{
    m_server->serveModels({u"first-model"_s});
    m_server->serve(u"/props"_s,
                    FakeAnswer::json({{u"default_generation_settings"_s, QJsonObject{{u"n_ctx"_s, 32'768}}}}));
    ProviderConfig ollama = presetOf(u"ollama"_s);
    ollama.baseUrl = m_closedUrl;
    ProviderConfig llama = presetOf(u"llama.cpp"_s);
    llama.baseUrl = m_server->baseUrl();
    Providers providers({ollama, llama});
    QVERIFY(m_server->requests().isEmpty()); // nobody is asked before somebody asks
    const auto chain = QCoro::waitFor(providers.choose(u"auto"_s));
    QVERIFY2(chain.has_value(), qPrintable(chain ? QString() : chain.error().message));
    QCOMPARE((*chain)->provider(), u"llama.cpp"_s);
    QCOMPARE((*chain)->model(), u"first-model"_s);
    QCOMPARE((*chain)->contextTokens(), 32'768);
}

void TestLocalServers::aServerThatHangsCostsLittle()
{
    m_server->serve(u"/api/version"_s, FakeAnswer::hang());
    m_server->serve(u"/v1/models"_s, FakeAnswer::json({}).slowly(1, std::chrono::milliseconds(100)));
    ProviderConfig ollama = presetOf(u"ollama"_s);
    ProviderConfig llama = presetOf(u"llama.cpp"_s);
    ollama.baseUrl = llama.baseUrl = m_server->baseUrl();
    Providers providers({ollama, llama});
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(QCoro::waitFor(providers.choose(u"auto"_s)).error().code, ErrorCode::NoProvider);
    QVERIFY2(clock.elapsed() < 1500, qPrintable(QString::number(clock.elapsed())));
}

void TestLocalServers::ollamasSmallContextIsShown_data()
{
    QTest::addColumn<QJsonObject>("loaded");
    QTest::addColumn<QJsonObject>("shown");
    QTest::addColumn<qint64>("tokens");
    QTest::addColumn<bool>("isSmall");
    const QJsonObject nothing;
    const QJsonObject info{{u"model_info"_s, QJsonObject{{u"qwen3.context_length"_s, 40'960}}}};
    const QJsonObject given{{u"parameters"_s, u"temperature 0.6\nnum_ctx 32768\nstop \"x\""_s}};
    const QJsonObject big{
        {u"models"_s, QJsonArray{QJsonObject{{u"name"_s, u"other"_s}, {u"context_length"_s, 100}},
                                 QJsonObject{{u"name"_s, u"qwen3"_s}, {u"context_length"_s, 65'536}}}}};
    QTest::newRow("its default") << nothing << info << qint64{4096} << true;
    QTest::newRow("old and silent") << nothing << nothing << qint64{4096} << true;
    QTest::newRow("given with the model") << nothing << given << qint64{32'768} << false;
    QTest::newRow("loaded") << big << info << qint64{65'536} << false;
}

void TestLocalServers::ollamasSmallContextIsShown()
{
    QFETCH(QJsonObject, loaded);
    QFETCH(QJsonObject, shown);
    QFETCH(bool, isSmall);
    m_server->serve(u"/api/version"_s, FakeAnswer::json({{u"version"_s, u"0.12.0"_s}}));
    m_server->serveModels({u"qwen3"_s});
    m_server->serve(u"/api/ps"_s, FakeAnswer::json(loaded));
    m_server->serve(u"/api/show"_s, FakeAnswer::json(shown));
    ProviderConfig ollama = presetOf(u"ollama"_s);
    ollama.baseUrl = m_server->baseUrl();
    Providers providers({ollama});
    const ProviderStatus status = QCoro::waitFor(providers.look()).constFirst();
    QCOMPARE(status.state, ProviderState::Ready);
    QCOMPARE(status.model, u"qwen3"_s);
    QTEST(status.contextTokens, "tokens");
    QCOMPARE(status.note.contains(u"OLLAMA_CONTEXT_LENGTH"_s), isSmall);
}

void TestLocalServers::cancelEndsTheLook()
{
    m_server->serve(u"/api/version"_s, FakeAnswer::hang());
    ProviderConfig ollama = presetOf(u"ollama"_s);
    ollama.baseUrl = m_server->baseUrl();
    ProviderChain chain(std::make_shared<ChatNetwork>(), {ollama});
    std::optional<ChatResult<ChatAnswer>> answer;
    auto call = chain.complete({}).then([&answer](const ChatResult<ChatAnswer> &said) { answer = said; });
    QVERIFY(QTest::qWaitFor([this] { return m_server->requests().size() == 1; }));
    chain.cancel();
    QVERIFY(QTest::qWaitFor([&answer] { return answer.has_value(); }, 1000));
    QCOMPARE(answer->error().kind, ChatErrorKind::Cancelled);
    QCOMPARE(m_server->requests().size(), 1);
}

QTEST_GUILESS_MAIN(TestLocalServers)
#include "tst_localservers.moc"
