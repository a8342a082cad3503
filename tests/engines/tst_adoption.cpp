#include <QCoroTask>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include "enginetest.h"
#include "fakeprovider.h"
#include "scriptedmodel.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// How a server takes over the jobs of one that was killed when not all is as it was: the engine is away, a provider
/// does not answer any more.
class TestAdoption : public EngineTest
{
    Q_OBJECT

private Q_SLOTS:
    void engineMayComeBackLater();
    void cancelEndsTheWaitForTheEngine();
    void engineThatStaysAwayEndsTheJob();
    void jobOfAiKeepsAllItsProviders();
    void containerThatIsGoneEndsTheJob();
    void limitThatWasReachedMeanwhileEndsTheJob();

private:
    Setup setup() override { return {.settings = {u"AGENT_REJOIN_TIMEOUT=120"_s}, .keepsContainers = true}; }
};

namespace {
/// Much less than the job waits.
constexpr int soon = 30'000;

/// Goes on when the test says so.
const auto waiting = u"echo ready; until test -e go; do sleep 0.05; done; echo done"_s;
const auto waitingPrompt = QString(u"$ "_s + waiting + u'\n');

QString eventTexts(const QJsonObject &job)
{
    QString texts;
    for (const QJsonValue &event : job[u"events"].toArray())
        texts += event[u"text"].toString() + u'\n';
    return texts;
}
} // namespace

void TestAdoption::engineMayComeBackLater()
{
    const QString id = server().runUntil(waitingPrompt, "ready");
    QVERIFY(!id.isEmpty());
    server().kill();
    engine().kill();
    QCOMPARE(server().start(), QString());
    QVERIFY(
        QTest::qWaitFor([&] { return eventTexts(server().job(id)).contains(u"The job waits for it up to"_s); }, soon));
    // Longer than the first try takes.
    QVERIFY(!QTest::qWaitFor([&] { return server().job(id)[u"status"].toString() != u"running"_s; }, 2000));
    QVERIFY2(engine().start(), qPrintable(engine().log()));
    QVERIFY(QTest::qWaitFor([&] { return eventTexts(server().job(id)).contains(u"and the job went on"_s); }, soon));
    QVERIFY(server().letGoOn(id));
    const QJsonObject ended = server().awaitEnd(id);
    QVERIFY2(ended[u"status"] == u"complete"_s, qPrintable(ended[u"error"].toString()));
    QCOMPARE(server().log(id), QByteArray("ready\ndone\n"));
}

void TestAdoption::cancelEndsTheWaitForTheEngine()
{
    const QString id = server().runUntil(waitingPrompt, "ready");
    QVERIFY(!id.isEmpty());
    server().kill();
    engine().kill();
    QCOMPARE(server().start(), QString());
    QCOMPARE(server().job(id)[u"status"].toString(), u"running"_s);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(server().cancel(id), u"cancelled"_s);
    QVERIFY2(timer.elapsed() < soon, QByteArray::number(timer.elapsed()).constData()); // long before it gave up
    QVERIFY2(engine().start(), qPrintable(engine().log()));
    // What was left is removed when the engine is back.
}

void TestAdoption::engineThatStaysAwayEndsTheJob()
{
    QVERIFY(server().stop());
    EngineDaemon hasty = anotherServer({u"AGENT_REJOIN_TIMEOUT=5"_s});
    QCOMPARE(hasty.start(), QString());
    const QString id = hasty.runUntil(waitingPrompt, "ready");
    QVERIFY(!id.isEmpty());
    hasty.kill();
    engine().kill();
    QCOMPARE(hasty.start(), QString());
    const QJsonObject ended = hasty.awaitEnd(id);
    QCOMPARE(ended[u"error_code"].toString(), u"interrupted"_s);
    QVERIFY2(ended[u"error"].toString().contains(u"Cannot reach the engine"_s), qPrintable(ended[u"error"].toString()));
    QVERIFY2(engine().start(), qPrintable(engine().log()));
    QVERIFY(awaitNoContainers());
    QVERIFY(hasty.stop());
    QCOMPARE(server().start(), QString());
}

void TestAdoption::jobOfAiKeepsAllItsProviders()
{
    FakeProvider alchemyst;
    FakeProvider gemini;
    alchemyst.enqueue({FakeAnswer::plan(ScriptedModel::plan({ScriptedModel::shell(waiting)})),
                       FakeAnswer::error(401, u"this key was revoked"_s)});
    gemini.enqueue({FakeAnswer::plan(ScriptedModel::done(u"It has waited."_s))});
    QVERIFY(server().stop());
    EngineDaemon ai = anotherServer(
        {u"ALCHEMYST_API_KEY=alchemyst-key-0123456789abcdef"_s, u"ALCHEMYST_BASE_URL="_s + alchemyst.baseUrl(),
         u"GEMINI_API_KEY=gemini-key-fedcba9876543210"_s, u"GEMINI_BASE_URL="_s + gemini.baseUrl()});
    QCOMPARE(ai.start(), QString());
    const QString id = ai.runUntil(u"Wait until you may go on."_s, "ready");
    QVERIFY(!id.isEmpty());
    ai.kill();
    QCOMPARE(ai.start(), QString());
    QVERIFY(ai.letGoOn(id));
    const QJsonObject ended = ai.awaitEnd(id);
    QVERIFY2(ended[u"status"] == u"complete"_s, qPrintable(ended[u"error"].toString()));
    QVERIFY(ended[u"summary"].toString().startsWith(u"It has waited."_s));
    QCOMPARE(alchemyst.calls().size(), 2);
    QCOMPARE(gemini.calls().size(), 1);
    QVERIFY(ai.stop());
    QCOMPARE(server().start(), QString());
}

void TestAdoption::containerThatIsGoneEndsTheJob()
{
    const QString id = server().runUntil(waitingPrompt, "ready");
    QVERIFY(!id.isEmpty());
    const QString container = server().container(id);
    server().kill();
    QVERIFY(QCoro::waitFor(engine().client().remove(container)).has_value());
    QCOMPARE(server().start(), QString());
    const QJsonObject ended = server().awaitEnd(id);
    QCOMPARE(ended[u"error_code"].toString(), u"interrupted"_s);
    QVERIFY2(ended[u"error"].toString().contains(u"has no container any more"_s),
             qPrintable(ended[u"error"].toString()));
    QCOMPARE(server().log(id), QByteArray("ready\n"));
}

void TestAdoption::limitThatWasReachedMeanwhileEndsTheJob()
{
    const QString prompt = u"```sh\necho ready; until test -e go; do sleep 0.05; done\n"
                           "for i in $(seq 200); do head -c 1000000 /dev/urandom >file$i; sleep 0.02; done\n```\n"_s;
    const QString id = DaemonProcess::schedule(server().http(),
                                               {{u"prompt"_s, prompt}, {u"limits"_s, QJsonObject{{u"disk_mb"_s, 20}}}});
    QVERIFY(QTest::qWaitFor([&] { return server().log(id).contains("ready"); }, soon));
    server().kill();
    QVERIFY(server().letGoOn(id));
    const QString late = u"%1/jobs/%2/workspace/file20"_s.arg(server().dataDir(), id);
    QVERIFY(QTest::qWaitFor([&] { return QFile::exists(late); }, soon));
    QCOMPARE(server().start(), QString());
    const QJsonObject ended = server().awaitEnd(id);
    QCOMPARE(ended[u"error_code"].toString(), u"limit_reached"_s);
    QVERIFY2(ended[u"error"].toString().contains(u"disk_mb"_s), qPrintable(ended[u"error"].toString()));
}

QTEST_GUILESS_MAIN(TestAdoption)
#include "tst_adoption.moc"
