#include <QCoroTask>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include "chatnetwork.h"
#include "fakeprovider.h"
#include "providerchain.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = ChatErrorKind;

Q_DECLARE_METATYPE(ca::ChatErrorKind)
Q_DECLARE_METATYPE(ca::test::FakeAnswer)

/// Chains over real sockets, against providers that do as they are told.
class TestProviderChain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void requestsAreWhatProvidersExpect();
    void answersAreComplete_data();
    void answersAreComplete();
    void faultsGoWhereTheyShould_data();
    void faultsGoWhereTheyShould();
    void whoIsOutIsNotAskedAgain_data();
    void whoIsOutIsNotAskedAgain();
    void whoWasOverloadedRests();
    void pausesAreShown();
    void theProvidersDelayIsKept();
    void aLoneProviderThatStaysOverloadedIsGivenUp();
    void slowAnswersAreNoStall();
    void whatIsNotTakenIsLeftOut_data();
    void whatIsNotTakenIsLeftOut();
    void brokenStreamsAreAskedForAsAWhole();
    void redirectsAreNotFollowed();
    void keysAreInNoMessage();
    void cancelEndsAnyWait_data();
    void cancelEndsAnyWait();
    void localServersAreAskedForTheirModel();
    void ownServersWithoutAModelSaySo();
    void manyCallsUseOneConnection();

private:
    [[nodiscard]] static ProviderConfig config(const QString &name, const FakeProvider &server);
    [[nodiscard]] std::unique_ptr<ProviderChain> both() const;
    [[nodiscard]] std::unique_ptr<ProviderChain> chain(const QList<ProviderConfig> &configs) const;
    static ChatResult<ChatAnswer> ask(ProviderChain &chain, const QString &text = u"question"_s);

    std::unique_ptr<FakeProvider> m_first;
    std::unique_ptr<FakeProvider> m_second;
};

void TestProviderChain::init()
{
    m_first = std::make_unique<FakeProvider>();
    m_second = std::make_unique<FakeProvider>();
    m_second->answerWith([](const FakeRequest &) { return FakeAnswer::completion(u"second"_s); });
}

void TestProviderChain::cleanup()
{
    m_first.reset();
    m_second.reset();
}

ProviderConfig TestProviderChain::config(const QString &name, const FakeProvider &server)
{
    ProviderConfig config{
        .preset = *findProviderPreset(name), .baseUrl = server.baseUrl(), .model = name + u"-model"_s};
    config.contextTokens = 50'000;
    config.key = ApiKey("s3cret-" + name.toLatin1() + "-0123456789", u"the test"_s);
    config.patience = {.stall = 400ms,
                       .total = 5s,
                       .connect = 2s,
                       .firstPause = 20ms,
                       .waiting = 3s,
                       .waitingWithOthers = 2s,
                       .rest = 1min};
    return config;
}

std::unique_ptr<ProviderChain> TestProviderChain::chain(const QList<ProviderConfig> &configs) const
{
    return std::make_unique<ProviderChain>(std::make_shared<ChatNetwork>(), configs);
}

std::unique_ptr<ProviderChain> TestProviderChain::both() const
{
    return chain({config(u"alchemyst"_s, *m_first), config(u"gemini"_s, *m_second)});
}

ChatResult<ChatAnswer> TestProviderChain::ask(ProviderChain &chain, const QString &text)
{
    return QCoro::waitFor(chain.complete({.messages = {{.role = u"user"_s, .content = text}}}));
}

void TestProviderChain::requestsAreWhatProvidersExpect()
{
    ProviderConfig first = config(u"alchemyst"_s, *m_first);
    first.temperature = 0.25;
    first.headers.append("X-One", "1");
    m_first->enqueue({FakeAnswer::completion(u"hello"_s)});
    QVERIFY(ask(*chain({first}), u"how are you?"_s).has_value());
    const FakeRequest request = m_first->calls().constFirst();
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

void TestProviderChain::answersAreComplete_data()
{
    QTest::addColumn<FakeAnswer>("reply");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isCutOff");
    QTest::addColumn<qint64>("promptTokens");
    const QString longText = QString(u"äöü\n"_s).repeated(20'000);
    QTest::newRow("counted") << FakeAnswer::completion(u"hello"_s).counted(7, 9) << u"hello"_s << false << qint64{7};
    QTest::newRow("long") << FakeAnswer::completion(longText) << longText << false << qint64{2};
    QTest::newRow("in pieces") << FakeAnswer::completion(u"hello"_s).slowly(50, 5ms) << u"hello"_s << false
                               << qint64{2};
    QTest::newRow("cut off") << FakeAnswer::cutOff(u"hel"_s) << u"hel"_s << true << qint64{2};
    QTest::newRow("a document instead")
        << FakeAnswer::json(
               {{u"choices"_s, QJsonArray{QJsonObject{{u"message"_s, QJsonObject{{u"content"_s, u"hi"_s}}}}}}})
        << u"hi"_s << false << qint64{2};
}

void TestProviderChain::answersAreComplete()
{
    QFETCH(FakeAnswer, reply);
    m_first->enqueue({reply});
    const auto answer = ask(*chain({config(u"alchemyst"_s, *m_first)}));
    QVERIFY2(answer.has_value(), qPrintable(answer ? QString() : answer.error().message));
    QTEST(answer->text, "text");
    QTEST(answer->isCutOff, "isCutOff");
    QTEST(answer->promptTokens, "promptTokens");
    QVERIFY(answer->answerTokens > 0);
    QCOMPARE(answer->provider, u"alchemyst"_s);
    QCOMPARE(answer->model, u"alchemyst-model"_s);
    QCOMPARE(answer->contextTokens, 50'000);
}

void TestProviderChain::faultsGoWhereTheyShould_data()
{
    QTest::addColumn<QList<FakeAnswer>>("replies");
    QTest::addColumn<QString>("provider"); // who answers; empty: nobody
    QTest::addColumn<ChatErrorKind>("kind");
    QTest::addColumn<int>("calls"); // of the first one
    const auto row = [](const char *name, const QList<FakeAnswer> &replies, const QString &provider, int calls,
                        Kind kind = Kind::NoProvider) { QTest::newRow(name) << replies << provider << kind << calls; };
    const FakeAnswer good = FakeAnswer::completion(u"first"_s);
    const QString first = u"alchemyst"_s;
    const QString second = u"gemini"_s;
    row("401", {FakeAnswer::error(401, u"no"_s)}, second, 1);
    row("403", {FakeAnswer::error(403, u"no"_s)}, second, 1);
    row("quota", {FakeAnswer::error(429, u"no"_s, u"insufficient_quota"_s)}, second, 1);
    row("quota of the day", {FakeAnswer::geminiQuota(u"RequestsPerDay"_s, u"1s"_s)}, second, 1);
    row("429 once", {FakeAnswer::tooManyRequests(), good}, first, 2);
    row("429 with a delay", {FakeAnswer::tooManyRequests(0), good}, first, 2);
    row("429 with a long delay", {FakeAnswer::tooManyRequests(3600)}, second, 1);
    row("429 in Gemini's words", {FakeAnswer::geminiQuota(u"RequestsPerMinute"_s, u"0.05s"_s), good}, first, 2);
    row("429 for ever", QList<FakeAnswer>(10, FakeAnswer::tooManyRequests()), second, 4);
    row("500 once", {FakeAnswer::error(500, u"oops"_s), good}, first, 2);
    row("503 for ever", QList<FakeAnswer>(10, FakeAnswer::html(503)), second, 4);
    row("html once", {FakeAnswer::html(200), good}, first, 2);
    row("html for ever", QList<FakeAnswer>(10, FakeAnswer::html(200)), second, 3);
    row("garbage", QList<FakeAnswer>(10, FakeAnswer::raw("\xff\x00{", "application/json")), second, 3);
    row("wrong JSON", QList<FakeAnswer>(10, FakeAnswer::json({{u"a"_s, 1}})), second, 3);
    row("nothing", QList<FakeAnswer>(10, FakeAnswer::raw({}, "text/event-stream")), second, 3);
    row("broken off", {FakeAnswer::completion(u"a text"_s).cutAt(250), good}, first, 2);
    row("hangs", {FakeAnswer::hang(), good}, first, 2);
    row("stalls", {FakeAnswer::completion(u"a text"_s).slowly(200, 1h), good}, first, 2);
    row("overflow", {FakeAnswer::contextOverflow(8192)}, {}, 1, Kind::ContextOverflow);
    row("bad request", {FakeAnswer::error(404, u"no such model"_s)}, {}, 1, Kind::BadRequest);
    row("refused", {FakeAnswer::error(400, u"no"_s, u"content_filter"_s)}, {}, 1, Kind::Refused);
}

void TestProviderChain::faultsGoWhereTheyShould()
{
    QFETCH(QList<FakeAnswer>, replies);
    QFETCH(QString, provider);
    QFETCH(int, calls);
    m_first->enqueue(replies);
    const auto asked = both();
    QSignalSpy switched(asked.get(), &ProviderChain::switched);
    const auto answer = ask(*asked);
    QCOMPARE(answer.has_value(), !provider.isEmpty());
    QCOMPARE(m_first->calls().size(), calls);
    QCOMPARE(m_second->calls().size(), provider == "gemini"_L1 ? 1 : 0);
    QCOMPARE(switched.size(), m_second->calls().size());
    if (answer) {
        QCOMPARE(answer->provider, provider);
        QCOMPARE(asked->provider(), provider);
        return;
    }
    QTEST(answer.error().kind, "kind");
    QCOMPARE(answer.error().provider, u"alchemyst"_s);
    QCOMPARE(answer.error().contextTokens, answer.error().kind == Kind::ContextOverflow ? 8192 : 0);
    QVERIFY(answer.error().message.contains(u"Alchemyst AI"_s));
}

void TestProviderChain::whoIsOutIsNotAskedAgain_data()
{
    QTest::addColumn<FakeAnswer>("reply");
    QTest::newRow("key") << FakeAnswer::error(401, u"no"_s);
    QTest::newRow("quota") << FakeAnswer::geminiQuota(u"RequestsPerDay"_s);
}

void TestProviderChain::whoIsOutIsNotAskedAgain()
{
    QFETCH(FakeAnswer, reply);
    m_first->enqueue({reply});
    const auto asked = both();
    QSignalSpy switched(asked.get(), &ProviderChain::switched);
    for (int i = 0; i < 3; ++i)
        QVERIFY(ask(*asked).has_value());
    QCOMPARE(m_first->calls().size(), 1);
    QCOMPARE(switched.size(), 1);
    const QString sentence = switched.constFirst().constFirst().toString();
    QVERIFY2(sentence.contains(u"Alchemyst AI"_s) && sentence.endsWith(u"Now Google Gemini (gemini-model) is asked."_s),
             qPrintable(sentence));
    m_second->answerWith([](const FakeRequest &) { return FakeAnswer::error(401, u"no"_s); });
    const auto nobody = ask(*asked);
    QCOMPARE(nobody.error().kind, Kind::KeyRejected);
    QVERIFY(nobody.error().message.contains(u"Alchemyst AI"_s) && nobody.error().message.contains(u"Google Gemini"_s));
    QVERIFY(!ask(*asked).has_value()); // nobody is left, and nobody is asked
    QCOMPARE(m_first->calls().size() + m_second->calls().size(), 5);
}

void TestProviderChain::whoWasOverloadedRests()
{
    ProviderConfig first = config(u"alchemyst"_s, *m_first);
    first.patience.rest = 300ms;
    m_first->enqueue(QList<FakeAnswer>(4, FakeAnswer::tooManyRequests()));
    m_first->answerWith([](const FakeRequest &) { return FakeAnswer::completion(u"first"_s); });
    const auto asked = chain({first, config(u"gemini"_s, *m_second)});
    QCOMPARE(ask(*asked)->text, u"second"_s);
    QCOMPARE(ask(*asked)->text, u"second"_s); // without asking the first
    QCOMPARE(m_first->calls().size(), 4);
    QSignalSpy switched(asked.get(), &ProviderChain::switched);
    QVERIFY(QTest::qWaitFor([&] { return asked->provider() == "alchemyst"_L1; }));
    QCOMPARE(ask(*asked)->text, u"first"_s);
    QCOMPARE(switched.size(), 1);
}

void TestProviderChain::pausesAreShown()
{
    m_first->enqueue({FakeAnswer::tooManyRequests(1), FakeAnswer::completion(u"first"_s)});
    const auto asked = both();
    QSignalSpy waiting(asked.get(), &ProviderChain::waiting);
    QSignalSpy goesOn(asked.get(), &ProviderChain::goesOn);
    QCOMPARE(ask(*asked)->text, u"first"_s);
    QCOMPARE(waiting.size(), 1);
    QCOMPARE(goesOn.size(), 1);
    const QString sentence = waiting.constFirst().constFirst().toString();
    QVERIFY2(sentence.startsWith(u"Alchemyst AI is overloaded or in trouble (429: Rate limit reached for requests)"_s),
             qPrintable(sentence));
    QCOMPARE(waiting.constFirst().at(1).toInt(), 2); // 1 s and a little, so that not all come at once
}

void TestProviderChain::theProvidersDelayIsKept()
{
    m_first->enqueue({FakeAnswer::tooManyRequests(1), FakeAnswer::completion(u"first"_s)});
    QElapsedTimer clock;
    clock.start();
    QVERIFY(ask(*chain({config(u"alchemyst"_s, *m_first)})).has_value());
    QVERIFY(clock.elapsed() >= 1000);
}

void TestProviderChain::aLoneProviderThatStaysOverloadedIsGivenUp()
{
    ProviderConfig first = config(u"alchemyst"_s, *m_first);
    first.patience.waiting = 500ms;
    m_first->answerWith([](const FakeRequest &) { return FakeAnswer::tooManyRequests(); });
    const auto asked = chain({first});
    const auto answer = ask(*asked);
    QCOMPARE(answer.error().kind, Kind::Overloaded);
    QVERIFY(m_first->calls().size() >= 4);
    QVERIFY(!ask(*asked).has_value()); // resting, but there is nobody else
    QVERIFY(m_first->calls().size() >= 8);
}

void TestProviderChain::slowAnswersAreNoStall()
{
    m_first->enqueue({FakeAnswer::completion(u"hello"_s).slowly(100, 100ms)});
    QElapsedTimer clock;
    clock.start();
    const auto answer = ask(*chain({config(u"alchemyst"_s, *m_first)}));
    QVERIFY(answer.has_value());
    QVERIFY(clock.elapsed() > 400); // longer than a stall
    ProviderConfig hasty = config(u"alchemyst"_s, *m_first);
    hasty.patience.total = 600ms;
    hasty.patience.waiting = 0ms;
    m_first->enqueue({FakeAnswer::completion(QString(u"x"_s).repeated(10'000)).slowly(50, 50ms)});
    const auto late = ask(*chain({hasty}));
    QCOMPARE(late.error().kind, Kind::Unreachable);
    QVERIFY2(late.error().message.contains(u"longer than 0.6 s"_s), qPrintable(late.error().message));
}

void TestProviderChain::whatIsNotTakenIsLeftOut_data()
{
    QTest::addColumn<QString>("field");
    QTest::newRow("JSON mode") << u"response_format"_s;
    QTest::newRow("stream options") << u"stream_options"_s;
    QTest::newRow("streaming") << u"stream"_s;
}

void TestProviderChain::whatIsNotTakenIsLeftOut()
{
    QFETCH(QString, field);
    m_first->answerWith([field](const FakeRequest &request) {
        return request.json().contains(field) ? FakeAnswer::error(400, u"unknown parameter: "_s + field)
                                              : FakeAnswer::completion(u"first"_s);
    });
    const auto asked = both();
    QCOMPARE(ask(*asked)->text, u"first"_s);
    const qsizetype tries = m_first->calls().size();
    QVERIFY(tries == 2 || tries == 3);
    QVERIFY(m_first->calls().constFirst().json().contains(field));
    QCOMPARE(ask(*asked)->text, u"first"_s);
    QCOMPARE(m_first->calls().size(), tries + 1); // it is remembered
}

void TestProviderChain::brokenStreamsAreAskedForAsAWhole()
{
    m_first->answerWith([](const FakeRequest &request) {
        const FakeAnswer answer = FakeAnswer::completion(u"first"_s);
        return request.wantsStream() ? answer.cutAt(200) : answer;
    });
    QCOMPARE(ask(*both())->text, u"first"_s);
    QCOMPARE(m_first->calls().size(), 2);
}

void TestProviderChain::redirectsAreNotFollowed()
{
    FakeAnswer redirect = FakeAnswer::raw({}, "text/plain", 307);
    redirect.headers.append({"Location", m_second->baseUrl().toLatin1() + "/chat/completions"});
    m_first->enqueue({redirect});
    const auto answer = ask(*chain({config(u"alchemyst"_s, *m_first)}));
    QCOMPARE(answer.error().kind, Kind::BadRequest);
    QVERIFY(answer.error().message.contains(u"ALCHEMYST_BASE_URL"_s));
    QVERIFY(m_second->requests().isEmpty());
}

void TestProviderChain::keysAreInNoMessage()
{
    m_first->answerWith([](const FakeRequest &request) {
        return FakeAnswer::error(429, u"you sent "_s + QString::fromLatin1(request.header("Authorization")));
    });
    ProviderConfig first = config(u"alchemyst"_s, *m_first);
    first.patience.waiting = 200ms;
    const auto asked = chain({first});
    QSignalSpy waiting(asked.get(), &ProviderChain::waiting);
    const auto answer = ask(*asked);
    QVERIFY(answer.error().message.contains(u"you sent Bearer ***"_s));
    QVERIFY(!waiting.isEmpty());
    for (const QVariantList &signal : std::as_const(waiting))
        QVERIFY(!signal.constFirst().toString().contains(u"s3cret"_s));
}

void TestProviderChain::cancelEndsAnyWait_data()
{
    QTest::addColumn<FakeAnswer>("reply");
    QTest::newRow("for an answer") << FakeAnswer::hang();
    QTest::newRow("for the rest of one") << FakeAnswer::completion(u"hello"_s).slowly(200, 1h);
    QTest::newRow("in a pause") << FakeAnswer::tooManyRequests(100);
}

void TestProviderChain::cancelEndsAnyWait()
{
    QFETCH(FakeAnswer, reply);
    ProviderConfig first = config(u"alchemyst"_s, *m_first);
    first.patience = {};
    m_first->enqueue({reply});
    const auto asked = chain({first});
    QSignalSpy waiting(asked.get(), &ProviderChain::waiting);
    std::optional<ChatResult<ChatAnswer>> answer;
    auto call = asked->complete({}).then([&answer](const ChatResult<ChatAnswer> &said) { answer = said; });
    QVERIFY(
        QTest::qWaitFor([&] { return m_first->calls().size() == 1 && (reply.status == 200 || waiting.size() == 1); }));
    QElapsedTimer clock;
    clock.start();
    asked->cancel();
    QVERIFY(QTest::qWaitFor([&] { return answer.has_value(); }));
    QVERIFY(clock.elapsed() < 1000);
    QCOMPARE(answer->error().kind, Kind::Cancelled);
    QCOMPARE(ask(*asked).error().kind, Kind::Cancelled); // and every later one
    QCOMPARE(m_first->calls().size(), 1);
}

void TestProviderChain::localServersAreAskedForTheirModel()
{
    ProviderConfig local = config(u"ollama"_s, *m_first);
    local.model.clear();
    local.key = {};
    m_first->serve(u"/api/version"_s, FakeAnswer::json({{u"version"_s, u"0.12.0"_s}}));
    m_first->serveModels({u"qwen3:8b"_s, u"other"_s});
    m_first->serve(u"/api/show"_s,
                   FakeAnswer::json({{u"parameters"_s, u"stop  \"x\"\nnum_ctx                        8192"_s}}));
    m_first->answerWith([](const FakeRequest &) { return FakeAnswer::completion(u"first"_s); });
    const auto asked = chain({local});
    QCOMPARE(asked->model(), QString());
    for (int i = 0; i < 2; ++i) {
        const auto answer = ask(*asked);
        QVERIFY(answer.has_value());
        QCOMPARE(answer->model, u"qwen3:8b"_s);
        QCOMPARE(answer->contextTokens, 8192);
    }
    QVERIFY(m_first->requests().constFirst().header("Authorization").isEmpty());
    QCOMPARE(m_first->requests().size(), 6); // version, models, ps, show; two calls
}

void TestProviderChain::ownServersWithoutAModelSaySo()
{
    ProviderConfig own = config(u"custom"_s, *m_first);
    own.model.clear();
    m_first->serveModels({});
    const auto answer = ask(*chain({own}));
    QCOMPARE(answer.error().kind, Kind::BadRequest);
    QVERIFY2(answer.error().message.contains(u"CUSTOM_MODEL"_s), qPrintable(answer.error().message));
}

void TestProviderChain::manyCallsUseOneConnection()
{
    m_first->answerWith([](const FakeRequest &) { return FakeAnswer::completion(u"first"_s); });
    const auto asked = chain({config(u"alchemyst"_s, *m_first)});
    for (int i = 0; i < 20; ++i)
        QVERIFY(ask(*asked).has_value());
    QCOMPARE(m_first->openConnections(), 1);
}

QTEST_GUILESS_MAIN(TestProviderChain)
#include "tst_providerchain.moc"
