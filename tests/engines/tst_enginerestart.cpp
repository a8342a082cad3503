#include <QCoroTask>
#include <QDateTime>
#include <QJsonArray>
#include <QTest>

#include "enginetest.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Jobs in containers of a real engine ($CA_ENGINE) whose server is killed and started again, and whose engine is:
/// nothing of their output and steps is lost, and nothing comes twice.
class TestEngineRestart : public EngineTest
{
    Q_OBJECT

private Q_SLOTS:
    void jobGoesOnAfterItsServerWasKilled();
    void pausedJobStaysPaused();
    void jobThatWasKilledMeanwhileIsFinishedFromTheEngine();
    void jobThatGaveUpMeanwhileIsFinishedFromTheEngine_data();
    void jobThatGaveUpMeanwhileIsFinishedFromTheEngine();
    void cancelledJobDoesNotGoOn();
    void straysAreRemovedAndNothingOfOthers();
    void jobGoesOnAfterItsEngineWasKilled();
    void engineThatStaysAwayEndsTheJob();

private:
    Setup setup() override
    {
        // Long enough to be started again on a busy machine.
        return {.settings = {u"AGENT_REJOIN_TIMEOUT=30"_s}, .keepsContainers = true};
    }
    void killServer();
    void restartServer();
    bool awaitContainerEnd(const QString &containerId);
    qint64 keptOutput(const QString &containerId);
    void checkSteps(const QString &id, int count);
};

namespace {
constexpr int soon = 30'000;

/// Counts for some seconds, to both streams, in lines and without; then waits for letGoOn().
const auto counting = u"$ echo first\n"
                      "```sh\nfor i in $(seq 60); do echo line $i; printf . >&2; sleep 0.1; done\n"
                      "until test -e go; do sleep 0.05; done\n```\n"
                      "$ echo last\n"_s;

QByteArray counted()
{
    QByteArray out = "first\n";
    for (int i = 1; i <= 60; ++i)
        out += "line " + QByteArray::number(i) + '\n';
    return out + "last\n";
}
} // namespace

void TestEngineRestart::killServer()
{
    server().kill();
    QCOMPARE(engine().containers().size(), 1);
}

void TestEngineRestart::restartServer()
{
    killServer();
    QCOMPARE(server().start(), QString());
}

bool TestEngineRestart::awaitContainerEnd(const QString &containerId)
{
    return QCoro::waitFor(engine().client().wait(containerId, std::chrono::milliseconds(2 * soon))).has_value();
}

qint64 TestEngineRestart::keptOutput(const QString &containerId)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const auto kept = QCoro::waitFor(engine().client().loggedBefore(containerId, now));
    return kept ? kept->out : -1;
}

void TestEngineRestart::checkSteps(const QString &id, int count)
{
    const QJsonArray steps = server().job(id)[u"steps"].toArray();
    QCOMPARE(steps.size(), count);
    qint64 end = 0;
    for (qsizetype i = 0; i < count; ++i) {
        QCOMPARE(steps[i][u"number"].toInt(), i + 1);
        QCOMPARE(steps[i][u"status"].toString(), u"succeeded"_s);
        QCOMPARE(steps[i][u"stdout"][u"begin"].toInteger(), end);
        end = steps[i][u"stdout"][u"end"].toInteger();
    }
    QCOMPARE(end, server().log(id).size());
}

void TestEngineRestart::jobGoesOnAfterItsServerWasKilled()
{
    const QString id = server().runUntil(counting, "line 5\n");
    QVERIFY(!id.isEmpty());
    restartServer();
    QVERIFY(QTest::qWaitFor([&] { return server().log(id).contains("line 12\n"); }, soon));
    restartServer(); // and once more
    QVERIFY(server().letGoOn(id));
    const QJsonObject ended = server().awaitEnd(id);
    QVERIFY2(ended[u"status"] == u"complete"_s, qPrintable(ended[u"error"].toString()));
    QCOMPARE(server().log(id), counted());
    QCOMPARE(server().log(id, u"stderr"_s), QByteArray(60, '.'));
    checkSteps(id, 3);
    QCOMPARE(ended[u"usage"][u"steps"].toInt(), 3);
    QVERIFY(ended[u"usage"][u"result_bytes"].toInteger() > 0);
}

void TestEngineRestart::pausedJobStaysPaused()
{
    const QString id = server().runUntil(counting, "line 3\n");
    QVERIFY(!id.isEmpty());
    QCOMPARE(server().http().post(u"/job/%1/pause"_s.arg(id)).status, 200);
    restartServer();
    QVERIFY(DaemonProcess::awaitStatus(server().http(), id, u"phase"_s, u"paused"_s));
    const QByteArray soFar = server().log(id);
    QCOMPARE(server().http().post(u"/job/%1/resume"_s.arg(id)).status, 200);
    QVERIFY(server().letGoOn(id));
    QCOMPARE(server().awaitEnd(id)[u"status"].toString(), u"complete"_s);
    QVERIFY(soFar.size() < counted().size());
    QCOMPARE(server().log(id), counted());
    checkSteps(id, 3);
}

void TestEngineRestart::jobThatWasKilledMeanwhileIsFinishedFromTheEngine()
{
    const QString id =
        server().runUntil(u"$ echo ready; until test -e go; do sleep 0.05; done; echo more; sleep 1000\n"_s, "ready");
    QVERIFY(!id.isEmpty());
    const QString containerId = server().container(id);
    killServer();
    QVERIFY(server().letGoOn(id)); // what is printed meanwhile nobody sees but the engine
    QVERIFY(QTest::qWaitFor([&] { return keptOutput(containerId) == 11; }, soon));
    QVERIFY(QCoro::waitFor(engine().client().kill(containerId)).has_value());
    QVERIFY(awaitContainerEnd(containerId));
    QCOMPARE(server().start(), QString());
    const QJsonObject ended = server().awaitEnd(id);
    QCOMPARE(ended[u"status"].toString(), u"error"_s);
    QCOMPARE(ended[u"error_code"].toString(), u"interrupted"_s);
    QVERIFY2(ended[u"error"].toString().contains(u"exit code 137"_s), qPrintable(ended[u"error"].toString()));
    QCOMPARE(server().log(id), QByteArray("ready\nmore\n"));
}

void TestEngineRestart::jobThatGaveUpMeanwhileIsFinishedFromTheEngine_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QByteArray>("log");
    QTest::newRow("at work") << u"$ echo ready; sleep 1000\n"_s << u"error"_s << QByteArray("ready\n");
    QTest::newRow("complete") << u"$ echo ready; sleep 1; echo done; touch made\n"_s << u"complete"_s
                              << QByteArray("ready\ndone\n");
}

void TestEngineRestart::jobThatGaveUpMeanwhileIsFinishedFromTheEngine()
{
    QFETCH(QString, prompt);
    QFETCH(QString, status);
    QFETCH(QByteArray, log);
    QVERIFY(server().stop());
    EngineDaemon hasty = anotherServer({u"AGENT_REJOIN_TIMEOUT=5"_s});
    QCOMPARE(hasty.start(), QString());
    const QString id = hasty.runUntil(prompt, "ready");
    QVERIFY(!id.isEmpty());
    const QString containerId = hasty.container(id);
    hasty.kill();
    QVERIFY(awaitContainerEnd(containerId));
    QCOMPARE(hasty.start(), QString());
    const QJsonObject ended = hasty.awaitEnd(id);
    QVERIFY2(ended[u"status"].toString() == status, qPrintable(ended[u"error"].toString()));
    QCOMPARE(hasty.log(id), log);
    QCOMPARE(hasty.http().get(u"/job/%1/files/made"_s.arg(id)).status == 200, status == u"complete"_s);
    QVERIFY(hasty.stop());
    QCOMPARE(server().start(), QString());
}

void TestEngineRestart::cancelledJobDoesNotGoOn()
{
    const QString id = server().runUntil(u"$ echo ready; sleep 1000\n"_s, "ready");
    QVERIFY(!id.isEmpty());
    restartServer();
    QCOMPARE(server().cancel(id), u"cancelled"_s);
}

void TestEngineRestart::straysAreRemovedAndNothingOfOthers()
{
    const QString id = server().runUntil(u"$ echo ready; sleep 1000\n"_s, "ready");
    QVERIFY(!id.isEmpty());
    const auto look = QCoro::waitFor(engine().client().http().exchange(
        {.method = "GET", .path = u"/containers/%1/json"_s.arg(server().container(id))}));
    QVERIFY(look && look->isGood());
    QJsonObject labels = look->json().object()[u"Config"_s][u"Labels"].toObject();
    QVERIFY(!labels.isEmpty());
    labels[u"io.github.containerizedagent.job"_s] = u"00000000-0000-4000-8000-000000000000"_s; // which there is not
    const QJsonArray nothing{u"/bin/true"_s};
    const auto stray = QCoro::waitFor(
        engine().client().create(u"stray"_s, {{u"Image"_s, imageName()}, {u"Cmd"_s, nothing}, {u"Labels"_s, labels}}));
    const auto foreign =
        QCoro::waitFor(engine().client().create(u"foreign"_s, {{u"Image"_s, imageName()}, {u"Cmd"_s, nothing}}));
    QVERIFY(stray.has_value() && foreign.has_value());
    server().kill();
    QCOMPARE(engine().containers().size(), 3);
    QCOMPARE(server().start(), QString());
    QVERIFY(QTest::qWaitFor([&] { return !engine().containers().contains(*stray); }, soon));
    QVERIFY(engine().containers().contains(*foreign));
    QCOMPARE(server().cancel(id), u"cancelled"_s);
    QCOMPARE(engine().containers(), QStringList{*foreign});
    QVERIFY(QCoro::waitFor(engine().client().remove(*foreign)).has_value());
}

void TestEngineRestart::jobGoesOnAfterItsEngineWasKilled()
{
    const QString id = server().runUntil(counting, "line 5\n");
    QVERIFY(!id.isEmpty());
    // What an engine that is killed has in its hands at that moment is gone: so it has nothing but the line it keeps.
    QCOMPARE(server().http().post(u"/job/%1/pause"_s.arg(id)).status, 200);
    QTest::qWait(500);
    engine().kill();
    QCOMPARE(server().http().post(u"/job/%1/resume"_s.arg(id)).status, 200);
    QTest::qWait(4000); // longer than a container's end may come after that of its output
    QVERIFY2(engine().start(), qPrintable(engine().log()));
    QVERIFY(server().letGoOn(id));
    const QJsonObject ended = server().awaitEnd(id);
    QVERIFY2(ended[u"status"] == u"complete"_s, qPrintable(ended[u"error"].toString()));
    QCOMPARE(server().log(id), counted());
    QCOMPARE(server().log(id, u"stderr"_s), QByteArray(60, '.'));
    checkSteps(id, 3);
    QString told;
    for (const QJsonValue event : ended[u"events"].toArray())
        told += event[u"text"].toString() + u'\n';
    QVERIFY2(told.contains(u"has stopped, or lost the connection"_s) && told.contains(u"is back"_s), qPrintable(told));
}

void TestEngineRestart::engineThatStaysAwayEndsTheJob()
{
    QVERIFY(server().stop());
    EngineDaemon hasty = anotherServer({u"AGENT_REJOIN_TIMEOUT=1"_s});
    QCOMPARE(hasty.start(), QString());
    const QString id = hasty.runUntil(u"$ echo ready; sleep 1000\n"_s, "ready");
    QVERIFY(!id.isEmpty());
    engine().kill();
    const QJsonObject ended = hasty.awaitEnd(id);
    QCOMPARE(ended[u"status"].toString(), u"error"_s);
    QVERIFY2(ended[u"error"].toString().contains(u"did not come back within 1 s"_s),
             qPrintable(ended[u"error"].toString()));
    QVERIFY2(engine().start(), qPrintable(engine().log()));
    QCOMPARE(server().start(), QString());
    QCOMPARE(hasty.run(u"$ echo again\n"_s)[u"status"].toString(), u"complete"_s); // which finds what was left
    QVERIFY(hasty.stop());
}

QTEST_GUILESS_MAIN(TestEngineRestart)
#include "tst_enginerestart.moc"
