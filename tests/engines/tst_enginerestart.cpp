#include <QCoroTask>
#include <QJsonArray>
#include <QTest>
#include <memory>

#include "enginedaemon.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

/// Jobs in containers of a real engine ($CA_ENGINE) whose server is killed and started again, and whose engine is:
/// nothing of their output and steps is lost, and nothing comes twice.
class TestEngineRestart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void cleanup();
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
    QString container(const QString &id) { return job(id)[u"container_id"].toString(); }
    QJsonObject job(const QString &id) { return m_server->http().get(u"/job/"_s + id).json(); }
    void killServer();
    bool awaitContainerEnd(const QString &containerId);
    void checkSteps(const QString &id, int count);

    std::unique_ptr<TestEngine> m_engine;
    QStringList m_before;
    std::unique_ptr<EngineDaemon> m_server;
};

namespace {
const auto imageName = u"debian:trixie-slim"_s;
/// Long enough to be started again on a busy machine.
constexpr int rejoinSeconds = 30;
constexpr int soon = 30'000;

/// Counts for some seconds, to both streams, in lines and without.
const auto counting = u"$ echo first\n"
                      "```sh\nfor i in $(seq 60); do echo line $i; printf . >&2; sleep 0.1; done\n```\n"
                      "$ echo last\n"_s;

QByteArray counted()
{
    QByteArray out = "first\n";
    for (int i = 1; i <= 60; ++i)
        out += "line " + QByteArray::number(i) + '\n';
    return out + "last\n";
}
} // namespace

void TestEngineRestart::initTestCase()
{
    const EngineKind kind = engineUnderTest();
    if (const QString why = TestEngine::obstacle(kind); !why.isEmpty())
        QSKIP(qPrintable(QString(u"No %1 here: "_s.arg(engineKindName(kind)) + why)));
    if (baseImage().isEmpty())
        QSKIP("No base image: it could not be made, see the fixture base-image.");
    m_engine = std::make_unique<TestEngine>(kind, true);
    if (!m_engine->start())
        QSKIP(qPrintable(QString(u"The engine does not start here: "_s + m_engine->log())));
    QCOMPARE(m_engine->importFile(imageName, baseImage()), QString());
    m_before = m_engine->others();
    m_server = std::make_unique<EngineDaemon>(*m_engine, kind, imageName,
                                              QStringList{u"AGENT_REJOIN_TIMEOUT=%1"_s.arg(rejoinSeconds)});
    QVERIFY2(m_server->start(), qPrintable(m_server->daemon().errorOutput()));
}

void TestEngineRestart::cleanupTestCase()
{
    if (m_server)
        QVERIFY(m_server->stop());
    if (m_engine)
        QVERIFY(m_engine->stop());
}

void TestEngineRestart::cleanup()
{
    if (!m_server)
        return;
    QVERIFY(QTest::qWaitFor([this] { return m_engine->containers().isEmpty(); }, soon));
    QCOMPARE(m_engine->others(), m_before);
}

void TestEngineRestart::killServer()
{
    m_server->kill();
    QCOMPARE(m_engine->containers().size(), 1);
}

bool TestEngineRestart::awaitContainerEnd(const QString &containerId)
{
    return QCoro::waitFor(m_engine->client().wait(containerId, std::chrono::milliseconds(2 * soon))).has_value();
}

void TestEngineRestart::checkSteps(const QString &id, int count)
{
    const QJsonArray steps = job(id)[u"steps"].toArray();
    QCOMPARE(steps.size(), count);
    qint64 end = 0;
    for (qsizetype i = 0; i < count; ++i) {
        QCOMPARE(steps[i][u"number"].toInt(), i + 1);
        QCOMPARE(steps[i][u"status"].toString(), u"succeeded"_s);
        QCOMPARE(steps[i][u"stdout"][u"begin"].toInteger(), end);
        end = steps[i][u"stdout"][u"end"].toInteger();
    }
    QCOMPARE(end, m_server->log(id).size());
}

void TestEngineRestart::jobGoesOnAfterItsServerWasKilled()
{
    const QString id = m_server->runUntil(counting, "line 5\n");
    QVERIFY(!id.isEmpty());
    killServer();
    QVERIFY2(m_server->start(), qPrintable(m_server->daemon().errorOutput()));
    QVERIFY(QTest::qWaitFor([&] { return m_server->log(id).contains("line 12\n"); }, soon));
    killServer(); // and once more
    QVERIFY2(m_server->start(), qPrintable(m_server->daemon().errorOutput()));
    const QJsonObject ended = DaemonProcess::awaitEnd(m_server->http(), id, 60);
    QVERIFY2(ended[u"status"] == u"complete"_s, qPrintable(ended[u"error"].toString()));
    QCOMPARE(m_server->log(id), counted());
    QCOMPARE(m_server->log(id, u"stderr"_s), QByteArray(60, '.'));
    checkSteps(id, 3);
    QCOMPARE(ended[u"usage"][u"steps"].toInt(), 3);
    QVERIFY(ended[u"usage"][u"result_bytes"].toInteger() > 0);
}

void TestEngineRestart::pausedJobStaysPaused()
{
    const QString id = m_server->runUntil(counting, "line 3\n");
    QVERIFY(!id.isEmpty());
    QCOMPARE(m_server->http().post(u"/job/%1/pause"_s.arg(id)).status, 200);
    killServer();
    QVERIFY2(m_server->start(), qPrintable(m_server->daemon().errorOutput()));
    QVERIFY(DaemonProcess::awaitStatus(m_server->http(), id, u"phase"_s, u"paused"_s));
    const QByteArray soFar = m_server->log(id);
    QCOMPARE(m_server->http().post(u"/job/%1/resume"_s.arg(id)).status, 200);
    QCOMPARE(DaemonProcess::awaitEnd(m_server->http(), id, 60)[u"status"].toString(), u"complete"_s);
    QVERIFY(soFar.size() < counted().size());
    QCOMPARE(m_server->log(id), counted());
    checkSteps(id, 3);
}

void TestEngineRestart::jobThatWasKilledMeanwhileIsFinishedFromTheEngine()
{
    const QString id = m_server->runUntil(u"$ echo ready; sleep 1; echo more; sleep 1000\n"_s, "ready");
    QVERIFY(!id.isEmpty());
    const QString containerId = container(id);
    killServer();
    QTest::qWait(1500); // what is printed meanwhile nobody sees but the engine
    QVERIFY(QCoro::waitFor(m_engine->client().kill(containerId)).has_value());
    QVERIFY(awaitContainerEnd(containerId));
    QVERIFY2(m_server->start(), qPrintable(m_server->daemon().errorOutput()));
    const QJsonObject ended = DaemonProcess::awaitEnd(m_server->http(), id, 60);
    QCOMPARE(ended[u"status"].toString(), u"error"_s);
    QCOMPARE(ended[u"error_code"].toString(), u"interrupted"_s);
    QVERIFY2(ended[u"error"].toString().contains(u"exit code 137"_s), qPrintable(ended[u"error"].toString()));
    QCOMPARE(m_server->log(id), QByteArray("ready\nmore\n"));
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
    QVERIFY(m_server->stop());
    EngineDaemon server(*m_engine, engineUnderTest(), imageName, QStringList{u"AGENT_REJOIN_TIMEOUT=5"_s});
    QVERIFY2(server.start(), qPrintable(server.daemon().errorOutput()));
    const QString id = server.runUntil(prompt, "ready");
    QVERIFY(!id.isEmpty());
    const QString containerId = server.http().get(u"/job/"_s + id).json()[u"container_id"].toString();
    server.kill();
    QVERIFY(awaitContainerEnd(containerId));
    QVERIFY2(server.start(), qPrintable(server.daemon().errorOutput()));
    const QJsonObject ended = DaemonProcess::awaitEnd(server.http(), id, 60);
    QVERIFY2(ended[u"status"].toString() == status, qPrintable(ended[u"error"].toString()));
    QCOMPARE(server.log(id), log);
    QCOMPARE(server.http().get(u"/job/%1/files/made"_s.arg(id)).status == 200, status == u"complete"_s);
    QVERIFY(server.stop());
    QVERIFY2(m_server->start(), qPrintable(m_server->daemon().errorOutput()));
}

void TestEngineRestart::cancelledJobDoesNotGoOn()
{
    const QString id = m_server->runUntil(u"$ echo ready; sleep 1000\n"_s, "ready");
    QVERIFY(!id.isEmpty());
    killServer();
    QVERIFY2(m_server->start(), qPrintable(m_server->daemon().errorOutput()));
    m_server->http().post(u"/cancel/"_s + id);
    QCOMPARE(DaemonProcess::awaitEnd(m_server->http(), id, 60)[u"status"].toString(), u"cancelled"_s);
}

void TestEngineRestart::straysAreRemovedAndNothingOfOthers()
{
    const QString id = m_server->runUntil(u"$ echo ready; sleep 1000\n"_s, "ready");
    QVERIFY(!id.isEmpty());
    const auto look = QCoro::waitFor(
        m_engine->client().http().exchange({.method = "GET", .path = u"/containers/%1/json"_s.arg(container(id))}));
    QVERIFY(look && look->isGood());
    QJsonObject labels = look->json().object()[u"Config"_s][u"Labels"].toObject();
    QVERIFY(!labels.isEmpty());
    labels[u"io.github.containerizedagent.job"_s] = u"00000000-0000-4000-8000-000000000000"_s; // which there is not
    const QJsonArray nothing{u"/bin/true"_s};
    const auto stray = QCoro::waitFor(
        m_engine->client().create(u"stray"_s, {{u"Image"_s, imageName}, {u"Cmd"_s, nothing}, {u"Labels"_s, labels}}));
    const auto foreign =
        QCoro::waitFor(m_engine->client().create(u"foreign"_s, {{u"Image"_s, imageName}, {u"Cmd"_s, nothing}}));
    QVERIFY(stray.has_value() && foreign.has_value());
    m_server->kill();
    QCOMPARE(m_engine->containers().size(), 3);
    QVERIFY2(m_server->start(), qPrintable(m_server->daemon().errorOutput()));
    QVERIFY(QTest::qWaitFor([&] { return !m_engine->containers().contains(*stray); }, soon));
    QVERIFY(m_engine->containers().contains(*foreign));
    m_server->http().post(u"/cancel/"_s + id);
    QCOMPARE(DaemonProcess::awaitEnd(m_server->http(), id, 60)[u"status"].toString(), u"cancelled"_s);
    QCOMPARE(m_engine->containers(), QStringList{*foreign});
    QVERIFY(QCoro::waitFor(m_engine->client().remove(*foreign)).has_value());
}

void TestEngineRestart::jobGoesOnAfterItsEngineWasKilled()
{
    const QString id = m_server->runUntil(counting, "line 5\n");
    QVERIFY(!id.isEmpty());
    // What an engine that is killed has in its hands at that moment is gone: so it has nothing but the line it keeps.
    QCOMPARE(m_server->http().post(u"/job/%1/pause"_s.arg(id)).status, 200);
    QTest::qWait(500);
    m_engine->kill();
    QCOMPARE(m_server->http().post(u"/job/%1/resume"_s.arg(id)).status, 200);
    QTest::qWait(4000); // longer than a container's end may come after that of its output
    QVERIFY2(m_engine->start(), qPrintable(m_engine->log()));
    const QJsonObject ended = DaemonProcess::awaitEnd(m_server->http(), id, 90);
    QVERIFY2(ended[u"status"] == u"complete"_s, qPrintable(ended[u"error"].toString()));
    QCOMPARE(m_server->log(id), counted());
    QCOMPARE(m_server->log(id, u"stderr"_s), QByteArray(60, '.'));
    checkSteps(id, 3);
    QString told;
    for (const QJsonValue &event : ended[u"events"].toArray())
        told += event[u"text"].toString() + u'\n';
    QVERIFY2(told.contains(u"has stopped, or lost the connection"_s) && told.contains(u"is back"_s), qPrintable(told));
}

void TestEngineRestart::engineThatStaysAwayEndsTheJob()
{
    QVERIFY(m_server->stop());
    EngineDaemon server(*m_engine, engineUnderTest(), imageName, QStringList{u"AGENT_REJOIN_TIMEOUT=1"_s});
    QVERIFY2(server.start(), qPrintable(server.daemon().errorOutput()));
    const QString id = server.runUntil(u"$ echo ready; sleep 1000\n"_s, "ready");
    QVERIFY(!id.isEmpty());
    m_engine->kill();
    const QJsonObject ended = DaemonProcess::awaitEnd(server.http(), id, 60);
    QCOMPARE(ended[u"status"].toString(), u"error"_s);
    QVERIFY2(ended[u"error"].toString().contains(u"did not come back within 1 s"_s),
             qPrintable(ended[u"error"].toString()));
    QVERIFY2(m_engine->start(), qPrintable(m_engine->log()));
    QVERIFY2(m_server->start(), qPrintable(m_server->daemon().errorOutput()));
    QCOMPARE(server.run(u"$ echo again\n"_s)[u"status"].toString(), u"complete"_s); // which finds what was left
    QVERIFY(server.stop());
}

QTEST_GUILESS_MAIN(TestEngineRestart)
#include "tst_enginerestart.moc"
