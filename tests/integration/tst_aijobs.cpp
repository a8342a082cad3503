#include <QJsonArray>
#include <QTest>

#include "aidaemon.h"

using namespace ca::test;
using namespace Qt::StringLiterals;
using Model = ScriptedModel;

/// Tasks in plain language, carried out end to end: REST, queue, provider, agent, sandbox, result.
class TestAiJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_ai = std::make_unique<AiDaemon>(); }
    void cleanup();
    void carriesOut_data();
    void carriesOut();
    void finishesOnTheNextProvider();
    void callsAreLimited();
    void tokensAreLimited();
    void withoutAProviderSaysHowToSetOne();
    void unusableAnswersEndWithTheAnswer();
    void manyJobsAtOnce();

private:
    std::unique_ptr<AiDaemon> m_ai;
};

namespace {
const auto fibonacci = u"Create a Python script that calculates fibonacci numbers"_s;
const auto hello = u"Create a Python script that prints hello world"_s;
const auto scraper = u"Create a simple web scraper in Python"_s;

const auto rightFibonacci = u"import sys\n"
                            "a, b = 0, 1\n"
                            "for _ in range(int(sys.argv[1])):\n"
                            "    print(a)\n"
                            "    a, b = b, a + b\n"_s;

const auto rightScraper = u"from html.parser import HTMLParser\n"
                          "class Titles(HTMLParser):\n"
                          "    inside = False\n"
                          "    def handle_starttag(self, tag, attrs): self.inside = tag == 'h2'\n"
                          "    def handle_data(self, data):\n"
                          "        if self.inside: print('title:', data); self.inside = False\n"
                          "Titles().feed(open('page.html').read())\n"_s;

QList<ModelRound> fibonacciRounds()
{
    return {{.plan = Model::plan({Model::write(u"fib.py"_s, QString(rightFibonacci).replace(u"sys.argv"_s, u"argv"_s)),
                                  Model::shell(u"python3 fib.py 8"_s)})},
            {.mustRead = {u"exit code 1"_s, u"NameError: name 'argv' is not defined"_s, u"fib.py"_s},
             .plan = Model::plan(
                 {Model::write(u"fib.py"_s, rightFibonacci), Model::shell(u"python3 fib.py 8 | tee numbers.txt"_s)})},
            {.mustRead = {u"exit code 0"_s, u"0\n1\n1\n2\n3\n5\n8\n13\n"_s, u"numbers.txt"_s},
             .plan = Model::done(u"fib.py prints Fibonacci numbers."_s)}};
}

QList<ModelRound> helloRounds()
{
    return {{.plan = Model::plan({Model::python(u"print('hello world'"_s, u"hello.py"_s)})},
            {.mustRead = {u"exit code 1"_s, u"SyntaxError: '(' was never closed"_s, u"hello.py"_s},
             .plan = Model::plan({Model::python(u"print('hello world')"_s, u"hello.py"_s)})},
            {.mustRead = {u"exit code 0"_s, u"hello world\n"_s}, .plan = Model::done(u"hello.py says hello world."_s)}};
}

QList<ModelRound> scraperRounds()
{
    QJsonObject fetch = Model::python(
        u"import urllib.request as r\nopen('page.html','wb').write(r.urlopen('http://example.org/', timeout=5).read())"_s);
    fetch[u"type"] = u"web_scraping"_s; // as some models say
    return {{.plan = Model::plan({fetch})},
            {.mustRead = {u"exit code 1"_s, u"urllib.error.URLError"_s},
             .plan = Model::plan({Model::write(u"page.html"_s, u"<h2>First</h2><p>no</p><h2>Second</h2>"_s),
                                  Model::write(u"scraper.py"_s, rightScraper),
                                  Model::shell(u"python3 scraper.py > titles.txt && cat titles.txt"_s)})},
            {.mustRead = {u"exit code 0"_s, u"title: First\ntitle: Second\n"_s, u"titles.txt"_s},
             .plan = Model::done(u"scraper.py lists the titles of a page."_s)}};
}

int callsOf(const QJsonObject &job, const QString &provider)
{
    for (const QJsonValue entry : job[u"usage"][u"providers"].toArray()) {
        if (entry[u"provider"] == provider)
            return entry[u"calls"].toInt();
    }
    return 0;
}
} // namespace

void TestAiJobs::cleanup()
{
    QCOMPARE(m_ai->model().complaints(), QStringList());
    QVERIFY(m_ai->daemon().stop());
    m_ai.reset();
}

void TestAiJobs::carriesOut_data()
{
    QTest::addColumn<QString>("task");
    QTest::addColumn<QList<ModelRound>>("rounds");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("contents");
    QTest::newRow("fibonacci") << fibonacci << fibonacciRounds() << u"numbers.txt"_s
                               << QByteArray("0\n1\n1\n2\n3\n5\n8\n13\n");
    QTest::newRow("hello world") << hello << helloRounds() << u"hello.py"_s << QByteArray("print('hello world')");
    QTest::newRow("web scraper") << scraper << scraperRounds() << u"titles.txt"_s
                                 << QByteArray("title: First\ntitle: Second\n");
}

void TestAiJobs::carriesOut()
{
    QFETCH(QString, task);
    QFETCH(QList<ModelRound>, rounds);
    QFETCH(QString, file);
    m_ai->model().learn(task, rounds);
    const QString id = m_ai->schedule(task);
    const QJsonObject job = m_ai->awaitEnd(id);
    QVERIFY2(job[u"status"] == u"complete"_s, qPrintable(job[u"error"].toString() + eventTexts(job)));
    const QString summary = rounds.last().plan[u"summary"].toString();
    QVERIFY2(job[u"summary"].toString().startsWith(summary), qPrintable(job[u"summary"].toString()));
    QCOMPARE(job[u"provider"].toString(), u"alchemyst"_s);
    QCOMPARE(callsOf(job, u"alchemyst"_s), 3);
    QCOMPARE(job[u"usage"][u"calls"].toInt(), 3);
    QVERIFY(job[u"usage"][u"tokens"].toInt() > 0);
    QTEST(m_ai->file(id, file).trimmed() + '\n', "contents");
    const QJsonArray steps = job[u"steps"].toArray();
    QVERIFY(std::ranges::any_of(steps, [](const QJsonValue &step) { return step[u"status"] == u"failed"_s; }));
    QCOMPARE(steps.last()[u"status"].toString(), u"succeeded"_s);
    QCOMPARE(steps.first()[u"calls"].toInt(), 1);
    for (const FakeRequest &call : m_ai->alchemyst().calls()) {
        QCOMPARE(call.path, u"/v1/chat/completions"_s);
        QCOMPARE(call.header("Authorization"), QByteArray("Bearer ") + AiDaemon::alchemystKey);
    }
    QVERIFY(m_ai->file(id, u"context.txt"_s).contains(task.toUtf8()));
    QCOMPARE(m_ai->http().get(u"/download/"_s + id).status, 200);
}

void TestAiJobs::finishesOnTheNextProvider()
{
    m_ai->model().learn(fibonacci, fibonacciRounds());
    const FakeAnswer first = FakeAnswer::plan(fibonacciRounds().first().plan);
    m_ai->alchemyst().enqueue({first, FakeAnswer::tooManyRequests(600)});
    m_ai->alchemyst().answerWith([](const FakeRequest &) { return FakeAnswer::tooManyRequests(600); });
    const QJsonObject job = m_ai->awaitEnd(m_ai->schedule(fibonacci));
    QVERIFY2(job[u"status"] == u"complete"_s, qPrintable(job[u"error"].toString() + eventTexts(job)));
    QCOMPARE(callsOf(job, u"alchemyst"_s), 1);
    QCOMPARE(callsOf(job, u"gemini"_s), 2);
    QVERIFY2(eventTexts(job).contains(u"Gemini"_s, Qt::CaseInsensitive), qPrintable(eventTexts(job)));
    for (const FakeRequest &call : m_ai->gemini().calls())
        QCOMPARE(call.header("Authorization"), QByteArray("Bearer ") + AiDaemon::geminiKey);
}

void TestAiJobs::callsAreLimited()
{
    m_ai->model().learn(fibonacci, fibonacciRounds());
    const QString id = m_ai->schedule(fibonacci, {{u"limits"_s, QJsonObject{{u"calls"_s, 2}}}});
    const QJsonObject job = m_ai->awaitEnd(id);
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QCOMPARE(job[u"error_code"].toString(), u"limit_reached"_s);
    QVERIFY2(job[u"error"].toString().contains(u"limits.calls"_s), qPrintable(job[u"error"].toString()));
    QCOMPARE(job[u"usage"][u"calls"].toInt(), 2);
    QVERIFY(!m_ai->file(id, u"numbers.txt"_s).isEmpty()); // what was achieved stays
}

void TestAiJobs::tokensAreLimited()
{
    m_ai->alchemyst().enqueue({FakeAnswer::plan(fibonacciRounds().first().plan).counted(9'000, 500)});
    const QString id = m_ai->schedule(fibonacci, {{u"limits"_s, QJsonObject{{u"tokens"_s, 10'000}}}});
    const QJsonObject job = m_ai->awaitEnd(id);
    QCOMPARE(job[u"error_code"].toString(), u"limit_reached"_s);
    QVERIFY2(job[u"error"].toString().contains(u"limits.tokens"_s), qPrintable(job[u"error"].toString()));
    QCOMPARE(job[u"usage"][u"tokens"].toInt(), 9'500);
}

void TestAiJobs::withoutAProviderSaysHowToSetOne()
{
    AiDaemon ai({u"ALCHEMYST_API_KEY="_s, u"GEMINI_API_KEY="_s, u"ALCHEMYST_BASE_URL="_s, u"GEMINI_BASE_URL="_s});
    const QJsonObject job = ai.awaitEnd(ai.schedule(fibonacci));
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QCOMPARE(job[u"error_code"].toString(), u"no_provider"_s);
    for (const QString &part : {u"ALCHEMYST_API_KEY"_s, u"cactl keys set"_s})
        QVERIFY2(job[u"error"].toString().contains(part), qPrintable(job[u"error"].toString()));
    const QJsonObject runbook = ai.awaitEnd(ai.schedule(u"$ echo works"_s));
    QCOMPARE(runbook[u"status"].toString(), u"complete"_s);
    QCOMPARE(runbook[u"provider"].toString(), u"runbook"_s);
}

void TestAiJobs::unusableAnswersEndWithTheAnswer()
{
    m_ai->alchemyst().enqueue({FakeAnswer::completion(u"I would rather talk about the weather."_s),
                               FakeAnswer::completion(u"It rains. It rains a lot."_s)});
    const QJsonObject job = m_ai->awaitEnd(m_ai->schedule(fibonacci));
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QCOMPARE(m_ai->alchemyst().calls().size(), 2);
    QVERIFY2(eventTexts(job).contains(u"It rains a lot."_s), qPrintable(eventTexts(job)));
}

void TestAiJobs::manyJobsAtOnce()
{
    AiDaemon ai({u"AGENT_MAX_JOBS=8"_s});
    QStringList ids;
    for (int i = 0; i < 8; ++i) {
        const QString task = u"Task number %1 of many"_s.arg(i);
        ai.model().learn(task, {{.plan = Model::plan({Model::shell(u"echo this is %1 | tee out.txt"_s.arg(i))})},
                                {.mustRead = {u"this is %1\n"_s.arg(i), u"out.txt"_s}, .plan = Model::done(task)}});
        ids.append(ai.schedule(task));
    }
    for (int i = 0; i < 8; ++i) {
        const QJsonObject job = ai.awaitEnd(ids.at(i));
        QVERIFY2(job[u"status"] == u"complete"_s, qPrintable(job[u"error"].toString() + eventTexts(job)));
        QCOMPARE(ai.file(ids.at(i), u"out.txt"_s), u"this is %1\n"_s.arg(i).toUtf8());
    }
    QCOMPARE(ai.model().complaints(), QStringList());
}

QTEST_GUILESS_MAIN(TestAiJobs)
#include "tst_aijobs.moc"
