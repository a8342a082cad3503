#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include "chainfixture.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = ChatErrorKind;

Q_DECLARE_METATYPE(ca::ChatErrorKind)
Q_DECLARE_METATYPE(ca::test::FakeAnswer)

/// Who is asked when, over real sockets, against providers that do as they are told.
class TestProviderChain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ChainFixture>(); }
    void cleanup() { m_fixture.reset(); }
    void faultsGoWhereTheyShould_data();
    void faultsGoWhereTheyShould();
    void whoIsOutIsNotAskedAgain_data();
    void whoIsOutIsNotAskedAgain();
    void whoWasOverloadedRests();
    void pausesAreShown();
    void theProvidersDelayIsKept();
    void aLoneProviderThatStaysOverloadedIsGivenUp();
    void cancelEndsAnyWait_data();
    void cancelEndsAnyWait();

private:
    std::unique_ptr<ChainFixture> m_fixture;
};

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
    m_fixture->first.enqueue(replies);
    const auto asked = m_fixture->both();
    QSignalSpy switched(asked.get(), &ProviderChain::switched);
    const auto answer = ChainFixture::ask(*asked);
    QCOMPARE(answer.has_value(), !provider.isEmpty());
    QCOMPARE(m_fixture->first.calls().size(), calls);
    QCOMPARE(m_fixture->second.calls().size(), provider == "gemini"_L1 ? 1 : 0);
    QCOMPARE(switched.size(), m_fixture->second.calls().size());
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
    m_fixture->first.enqueue({reply});
    const auto asked = m_fixture->both();
    QSignalSpy switched(asked.get(), &ProviderChain::switched);
    for (int i = 0; i < 3; ++i)
        QVERIFY(ChainFixture::ask(*asked).has_value());
    QCOMPARE(m_fixture->first.calls().size(), 1);
    QCOMPARE(switched.size(), 1);
    const QString sentence = switched.constFirst().constFirst().toString();
    QVERIFY2(sentence.contains(u"Alchemyst AI"_s) && sentence.endsWith(u"Now Google Gemini (gemini-model) is asked."_s),
             qPrintable(sentence));
    m_fixture->second.answerWith([](const FakeRequest &) { return FakeAnswer::error(401, u"no"_s); });
    const auto nobody = ChainFixture::ask(*asked);
    QCOMPARE(nobody.error().kind, Kind::KeyRejected);
    QVERIFY(nobody.error().message.contains(u"Alchemyst AI"_s) && nobody.error().message.contains(u"Google Gemini"_s));
    QVERIFY(!ChainFixture::ask(*asked).has_value()); // nobody is left, and nobody is asked
    QCOMPARE(m_fixture->first.calls().size() + m_fixture->second.calls().size(), 5);
}

void TestProviderChain::whoWasOverloadedRests()
{
    ProviderConfig first = m_fixture->alone();
    first.patience.rest = 300ms;
    m_fixture->first.enqueue(QList<FakeAnswer>(4, FakeAnswer::tooManyRequests()));
    m_fixture->first.answerWith([](const FakeRequest &) { return FakeAnswer::completion(u"first"_s); });
    const auto asked = ChainFixture::chain({first, ChainFixture::config(u"gemini"_s, m_fixture->second)});
    QCOMPARE(ChainFixture::ask(*asked)->text, u"second"_s);
    QCOMPARE(ChainFixture::ask(*asked)->text, u"second"_s); // without asking the first
    QCOMPARE(m_fixture->first.calls().size(), 4);
    QSignalSpy switched(asked.get(), &ProviderChain::switched);
    QVERIFY(QTest::qWaitFor([&] { return asked->provider() == "alchemyst"_L1; }));
    QCOMPARE(ChainFixture::ask(*asked)->text, u"first"_s);
    QCOMPARE(switched.size(), 1);
}

void TestProviderChain::pausesAreShown()
{
    m_fixture->first.enqueue({FakeAnswer::tooManyRequests(1), FakeAnswer::completion(u"first"_s)});
    const auto asked = m_fixture->both();
    QSignalSpy waiting(asked.get(), &ProviderChain::waiting);
    QSignalSpy goesOn(asked.get(), &ProviderChain::goesOn);
    QCOMPARE(ChainFixture::ask(*asked)->text, u"first"_s);
    QCOMPARE(waiting.size(), 1);
    QCOMPARE(goesOn.size(), 1);
    const QString sentence = waiting.constFirst().constFirst().toString();
    QVERIFY2(sentence.startsWith(u"Alchemyst AI is overloaded or in trouble (429: Rate limit reached for requests)"_s),
             qPrintable(sentence));
    QCOMPARE(waiting.constFirst().at(1).toInt(), 2); // 1 s and a little, so that not all come at once
}

void TestProviderChain::theProvidersDelayIsKept()
{
    m_fixture->first.enqueue({FakeAnswer::tooManyRequests(1), FakeAnswer::completion(u"first"_s)});
    QElapsedTimer clock;
    clock.start();
    QVERIFY(ChainFixture::ask(*ChainFixture::chain({m_fixture->alone()})).has_value());
    QVERIFY(clock.elapsed() >= 1000);
}

void TestProviderChain::aLoneProviderThatStaysOverloadedIsGivenUp()
{
    ProviderConfig first = m_fixture->alone();
    first.patience.waiting = 500ms;
    m_fixture->first.answerWith([](const FakeRequest &) { return FakeAnswer::tooManyRequests(); });
    const auto asked = ChainFixture::chain({first});
    const auto answer = ChainFixture::ask(*asked);
    QCOMPARE(answer.error().kind, Kind::Overloaded);
    QVERIFY(m_fixture->first.calls().size() >= 4);
    QVERIFY(!ChainFixture::ask(*asked).has_value()); // resting, but there is nobody else
    QVERIFY(m_fixture->first.calls().size() >= 8);
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
    ProviderConfig first = m_fixture->alone();
    first.patience = {};
    m_fixture->first.enqueue({reply});
    const auto asked = ChainFixture::chain({first});
    QSignalSpy waiting(asked.get(), &ProviderChain::waiting);
    std::optional<ChatResult<ChatAnswer>> answer;
    auto call = asked->complete({}).then([&answer](const ChatResult<ChatAnswer> &said) { answer = said; });
    QVERIFY(QTest::qWaitFor(
        [&] { return m_fixture->first.calls().size() == 1 && (reply.status == 200 || waiting.size() == 1); }));
    QElapsedTimer clock;
    clock.start();
    asked->cancel();
    QVERIFY(QTest::qWaitFor([&] { return answer.has_value(); }));
    QVERIFY(clock.elapsed() < 1000);
    QCOMPARE(answer->error().kind, Kind::Cancelled);
    QCOMPARE(ChainFixture::ask(*asked).error().kind, Kind::Cancelled); // and every later one
    QCOMPARE(m_fixture->first.calls().size(), 1);
}

QTEST_GUILESS_MAIN(TestProviderChain)
#include "tst_providerchain.moc"
