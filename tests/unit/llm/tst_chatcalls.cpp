#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include "chainfixture.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = ChatErrorKind;

Q_DECLARE_METATYPE(ca::test::FakeAnswer)

/// What goes to a provider and what comes back, over real sockets.
class TestChatCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ChainFixture>(); }
    void cleanup() { m_fixture.reset(); }
    void requestsAreWhatProvidersExpect();
    void answersAreComplete_data();
    void answersAreComplete();
    void slowAnswersAreNoStall();
    void whatIsNotTakenIsLeftOut_data();
    void whatIsNotTakenIsLeftOut();
    void brokenStreamsAreAskedForAsAWhole();
    void redirectsAreNotFollowed();
    void keysAreInNoMessage();
    void localServersAreAskedForTheirModel();
    void ownServersWithoutAModelSaySo();
    void manyCallsUseOneConnection();

private:
    std::unique_ptr<ChainFixture> m_fixture;
};

void TestChatCalls::requestsAreWhatProvidersExpect()
{
    ProviderConfig first = m_fixture->alone();
    first.temperature = 0.25;
    first.headers.append("X-One", "1");
    m_fixture->first.enqueue({FakeAnswer::completion(u"hello"_s)});
    QVERIFY(ChainFixture::ask(*ChainFixture::chain({first}), u"how are you?"_s).has_value());
    const FakeRequest request = m_fixture->first.calls().constFirst();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.path, u"/v1/chat/completions"_s);
    QCOMPARE(request.header("Authorization"), "Bearer s3cret-alchemyst-0123456789");
    QCOMPARE(request.header("Content-Type"), "application/json");
    QCOMPARE(request.header("X-One"), "1");
    QVERIFY(request.header("Cookie").isEmpty());
    QCOMPARE(request.json()[u"model"].toString(), u"alchemyst-model"_s);
    QCOMPARE(request.json()[u"temperature"].toDouble(), 0.25);
    QCOMPARE(request.lastMessage(), u"how are you?"_s);
}

void TestChatCalls::answersAreComplete_data()
{
    QTest::addColumn<FakeAnswer>("reply");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isCutOff");
    QTest::addColumn<qint64>("promptTokens");
    const QString longText = QString(u"äöü\n"_s).repeated(20'000);
    QTest::newRow("counted") << FakeAnswer::completion(u"hello"_s).counted(7, 9) << u"hello"_s << false << qint64{7};
    QTest::newRow("long") << FakeAnswer::completion(longText) << longText << false << qint64{3};
    QTest::newRow("in pieces") << FakeAnswer::completion(u"hello"_s).slowly(50, 5ms) << u"hello"_s << false
                               << qint64{3};
    QTest::newRow("cut off") << FakeAnswer::cutOff(u"hel"_s) << u"hel"_s << true << qint64{3};
    QTest::newRow("a document instead")
        << FakeAnswer::json(
               {{u"choices"_s, QJsonArray{QJsonObject{{u"message"_s, QJsonObject{{u"content"_s, u"hi"_s}}}}}}})
        << u"hi"_s << false << qint64{2};
}

void TestChatCalls::answersAreComplete()
{
    QFETCH(FakeAnswer, reply);
    m_fixture->first.enqueue({reply});
    const auto answer = ChainFixture::ask(*ChainFixture::chain({m_fixture->alone()}));
    QVERIFY2(answer.has_value(), qPrintable(answer ? QString() : answer.error().message));
    QTEST(answer->text, "text");
    QTEST(answer->isCutOff, "isCutOff");
    QTEST(answer->promptTokens, "promptTokens");
    QVERIFY(answer->answerTokens > 0);
    QCOMPARE(answer->provider, u"alchemyst"_s);
    QCOMPARE(answer->model, u"alchemyst-model"_s);
    QCOMPARE(answer->contextTokens, 50'000);
}

void TestChatCalls::slowAnswersAreNoStall()
{
    m_fixture->first.enqueue({FakeAnswer::completion(u"hello"_s).slowly(100, 100ms)});
    QElapsedTimer clock;
    clock.start();
    const auto answer = ChainFixture::ask(*ChainFixture::chain({m_fixture->alone()}));
    QVERIFY(answer.has_value());
    QVERIFY(clock.elapsed() > 400); // longer than a stall
    ProviderConfig hasty = m_fixture->alone();
    hasty.patience.total = 600ms;
    hasty.patience.waiting = 0ms;
    m_fixture->first.enqueue({FakeAnswer::completion(QString(u"x"_s).repeated(10'000)).slowly(50, 50ms)});
    const auto late = ChainFixture::ask(*ChainFixture::chain({hasty}));
    QCOMPARE(late.error().kind, Kind::Unreachable);
    QVERIFY2(late.error().message.contains(u"longer than 0.6 s"_s), qPrintable(late.error().message));
}

void TestChatCalls::whatIsNotTakenIsLeftOut_data()
{
    QTest::addColumn<QString>("field");
    QTest::newRow("JSON mode") << u"response_format"_s;
    QTest::newRow("stream options") << u"stream_options"_s;
    QTest::newRow("streaming") << u"stream"_s;
}

void TestChatCalls::whatIsNotTakenIsLeftOut()
{
    QFETCH(QString, field);
    m_fixture->first.answerWith([field](const FakeRequest &request) {
        return request.json().contains(field) ? FakeAnswer::error(400, u"unknown parameter: "_s + field)
                                              : FakeAnswer::completion(u"first"_s);
    });
    const auto asked = m_fixture->both();
    QCOMPARE(ChainFixture::ask(*asked)->text, u"first"_s);
    const qsizetype tries = m_fixture->first.calls().size();
    QVERIFY(tries == 2 || tries == 3);
    QVERIFY(m_fixture->first.calls().constFirst().json().contains(field));
    QCOMPARE(ChainFixture::ask(*asked)->text, u"first"_s);
    QCOMPARE(m_fixture->first.calls().size(), tries + 1); // it is remembered
}

void TestChatCalls::brokenStreamsAreAskedForAsAWhole()
{
    m_fixture->first.answerWith([](const FakeRequest &request) {
        const FakeAnswer answer = FakeAnswer::completion(u"first"_s);
        return request.wantsStream() ? answer.cutAt(200) : answer;
    });
    QCOMPARE(ChainFixture::ask(*m_fixture->both())->text, u"first"_s);
    QCOMPARE(m_fixture->first.calls().size(), 2);
}

void TestChatCalls::redirectsAreNotFollowed()
{
    FakeAnswer redirect = FakeAnswer::raw({}, "text/plain", 307);
    redirect.headers.append({"Location", m_fixture->second.baseUrl().toLatin1() + "/chat/completions"});
    m_fixture->first.enqueue({redirect});
    const auto answer = ChainFixture::ask(*ChainFixture::chain({m_fixture->alone()}));
    QCOMPARE(answer.error().kind, Kind::BadRequest);
    QVERIFY(answer.error().message.contains(u"ALCHEMYST_BASE_URL"_s));
    QVERIFY(m_fixture->second.requests().isEmpty());
}

void TestChatCalls::keysAreInNoMessage()
{
    m_fixture->first.answerWith([](const FakeRequest &request) {
        return FakeAnswer::error(429, u"you sent "_s + QString::fromLatin1(request.header("Authorization")));
    });
    ProviderConfig first = m_fixture->alone();
    first.patience.waiting = 200ms;
    const auto asked = ChainFixture::chain({first});
    QSignalSpy waiting(asked.get(), &ProviderChain::waiting);
    const auto answer = ChainFixture::ask(*asked);
    QVERIFY(answer.error().message.contains(u"you sent Bearer ***"_s));
    QVERIFY(!waiting.isEmpty());
    for (const QVariantList &signal : std::as_const(waiting))
        QVERIFY(!signal.constFirst().toString().contains(u"s3cret"_s));
}

void TestChatCalls::localServersAreAskedForTheirModel()
{
    ProviderConfig local = ChainFixture::config(u"ollama"_s, m_fixture->first);
    local.model.clear();
    local.key = {};
    m_fixture->first.serve(u"/api/version"_s, FakeAnswer::json({{u"version"_s, u"0.12.0"_s}}));
    m_fixture->first.serveModels({u"qwen3:8b"_s, u"other"_s});
    m_fixture->first.serve(
        u"/api/show"_s, FakeAnswer::json({{u"parameters"_s, u"stop  \"x\"\nnum_ctx                        8192"_s}}));
    m_fixture->first.answerWith([](const FakeRequest &) { return FakeAnswer::completion(u"first"_s); });
    const auto asked = ChainFixture::chain({local});
    QCOMPARE(asked->model(), QString());
    for (int i = 0; i < 2; ++i) {
        const auto answer = ChainFixture::ask(*asked);
        QVERIFY(answer.has_value());
        QCOMPARE(answer->model, u"qwen3:8b"_s);
        QCOMPARE(answer->contextTokens, 8192);
    }
    QVERIFY(m_fixture->first.requests().constFirst().header("Authorization").isEmpty());
    QCOMPARE(m_fixture->first.requests().size(), 6); // version, models, ps, show; two calls
}

void TestChatCalls::ownServersWithoutAModelSaySo()
{
    ProviderConfig own = ChainFixture::config(u"custom"_s, m_fixture->first);
    own.model.clear();
    m_fixture->first.serveModels({});
    const auto answer = ChainFixture::ask(*ChainFixture::chain({own}));
    QCOMPARE(answer.error().kind, Kind::BadRequest);
    QVERIFY2(answer.error().message.contains(u"CUSTOM_MODEL"_s), qPrintable(answer.error().message));
}

void TestChatCalls::manyCallsUseOneConnection()
{
    m_fixture->first.answerWith([](const FakeRequest &) { return FakeAnswer::completion(u"first"_s); });
    const auto asked = ChainFixture::chain({m_fixture->alone()});
    for (int i = 0; i < 20; ++i)
        QVERIFY(ChainFixture::ask(*asked).has_value());
    QCOMPARE(m_fixture->first.connectionsMade(), 1);
}

QTEST_GUILESS_MAIN(TestChatCalls)
#include "tst_chatcalls.moc"
