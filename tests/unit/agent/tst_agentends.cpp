#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "agentharness.h"

using namespace Qt::StringLiterals;

/// The real program: everything that ends a step or the job from outside, and that nothing is left then.
class TestAgentEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeoutEndsAnyStep_data();
    void timeoutEndsAnyStep();
    void nothingOutlivesAStep_data();
    void nothingOutlivesAStep();
    void cancelEndsTheJobAtOnce_data();
    void cancelEndsTheJobAtOnce();
    void cancelDoesNotWaitForASlowReader();
    void slowReaderLosesNothing();
    void signalIsForwarded();
    void brokenLinkEndsEverything();
};

void TestAgentEnds::timeoutEndsAnyStep_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("out");
    QTest::newRow("sleeping") << QByteArray("sleep 100") << QByteArray();
    QTest::newRow("cleans up on SIGTERM")
        << QByteArray("trap 'echo bye; exit 0' TERM\nsleep 100 & wait") << QByteArray("bye\n");
    QTest::newRow("ignores SIGTERM") << QByteArray("trap '' TERM\necho a\nsleep 100 || true\nsleep 100")
                                     << QByteArray("a\n");
    QTest::newRow("stopped") << QByteArray("echo a\nkill -STOP $$") << QByteArray("a\n");
    QTest::newRow("closed its output") << QByteArray("echo a\nexec sleep 100 >&- 2>&-") << QByteArray("a\n");
}

void TestAgentEnds::timeoutEndsAnyStep()
{
    QFETCH(QByteArray, code);
    AgentHarness agent;
    agent.job.prompt = block("sh timeout=1", code.constData());
    QElapsedTimer timer;
    timer.start();
    QVERIFY(agent.run());
    QVERIFY2(timer.elapsed() >= 1000 && timer.elapsed() < 10'000, QByteArray::number(timer.elapsed()).constData());
    QVERIFY(agent.finished.at(0).timedOut);
    QCOMPARE(agent.finished.at(0).exitCode, 124);
    QVERIFY(QByteArray::fromStdString(agent.finished.at(0).error).contains("limit of 1 s"));
    QCOMPARE(agent.result->exitCode.value_or(-1), 124);
    QVERIFY(QByteArray::fromStdString(agent.result->error).contains("timeout=SECONDS"));
    QTEST(agent.out, "out");
}

void TestAgentEnds::nothingOutlivesAStep_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("background") << QByteArray("sleep 1000 & echo $! >pid");
    QTest::newRow("own session") << QByteArray(
        "setsid sh -c 'echo $$ >pid; exec sleep 1000' &\nuntil test -s pid; do :; done");
    QTest::newRow("daemonised") << QByteArray("(setsid sh -c '(trap \"\" HUP TERM; sh -c \"echo \\$PPID\" >pid; "
                                              "while :; do sleep 1000; done) &' &)\nuntil test -s pid; do :; done");
    QTest::newRow("closed output") << QByteArray("setsid sleep 1000 >/dev/null 2>&1 & echo $! >pid");
    QTest::newRow("stopped") << QByteArray("sleep 1000 & echo $! >pid; kill -STOP $!");
}

void TestAgentEnds::nothingOutlivesAStep()
{
    QFETCH(QByteArray, code);
    AgentHarness agent;
    agent.job.prompt = block("sh", code.constData()) + "$ ! kill -0 $(cat pid)\n";
    QElapsedTimer timer;
    timer.start();
    QVERIFY(agent.run());
    QVERIFY2(agent.result->status == "complete", (agent.err.toStdString() + agent.result->error).c_str());
    QVERIFY(timer.elapsed() < 10'000);
    QVERIFY(!AgentHarness::isAlive(agent.read(u"pid"_s).trimmed().toLongLong()));
}

void TestAgentEnds::cancelEndsTheJobAtOnce_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("sleeping") << QByteArray("echo $$ >pid; echo ready; exec sleep 1000");
    QTest::newRow("ignores signals") << QByteArray(
        "trap '' TERM INT HUP; echo $$ >pid; echo ready; while :; do sleep 1000; done");
    QTest::newRow("stopped") << QByteArray("echo $$ >pid; echo ready; kill -STOP $$");
    QTest::newRow("daemonised") << QByteArray("setsid sh -c 'echo $$ >pid; echo ready; exec sleep 1000' & sleep 1000");
    QTest::newRow("floods") << QByteArray("echo $$ >pid; echo ready; exec yes");
}

void TestAgentEnds::cancelEndsTheJobAtOnce()
{
    QFETCH(QByteArray, code);
    AgentHarness agent;
    agent.job.prompt = block("sh", code.constData()) + "$ echo never\n";
    QVERIFY(agent.start());
    QVERIFY(agent.waitForOutput("ready"));
    QElapsedTimer timer;
    timer.start();
    agent.cancel();
    QVERIFY(agent.waitForExit());
    QVERIFY2(timer.elapsed() < 1000, QByteArray::number(timer.elapsed()).constData());
    QCOMPARE(agent.result->status, std::string("cancelled"));
    QVERIFY(QByteArray::fromStdString(agent.result->error).contains("cancelled during step 1"));
    QVERIFY(!agent.result->exitCode.has_value());
    QCOMPARE(agent.finished.size(), 1);
    QCOMPARE(agent.process().exitCode(), 0);
    QVERIFY(!AgentHarness::isAlive(agent.read(u"pid"_s).trimmed().toLongLong()));
    QCOMPARE(resultOf(agent).value(u"status"_s).toString(), u"cancelled"_s);
}

void TestAgentEnds::cancelDoesNotWaitForASlowReader()
{
    AgentHarness agent;
    agent.outFile = agent.path(u"slow"_s);
    QCOMPARE(::mkfifo(agent.outFile.toLocal8Bit().constData(), 0600), 0);
    const int reader = ::open(agent.outFile.toLocal8Bit().constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    agent.job.prompt = "$ yes\n";
    QVERIFY(agent.start());
    QVERIFY(agent.waitForStep(1));
    QElapsedTimer timer;
    timer.start();
    agent.cancel();
    QVERIFY(agent.waitForExit());
    ::close(reader);
    QVERIFY2(timer.elapsed() < 2000, QByteArray::number(timer.elapsed()).constData());
    QCOMPARE(agent.result->status, std::string("cancelled"));
}

void TestAgentEnds::slowReaderLosesNothing()
{
    constexpr qsizetype size = 4'000'000;
    AgentHarness agent;
    agent.outFile = agent.path(u"slow"_s);
    QCOMPARE(::mkfifo(agent.outFile.toLocal8Bit().constData(), 0600), 0);
    const int reader = ::open(agent.outFile.toLocal8Bit().constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    agent.job.prompt = "$ head -c 4000000 /dev/zero\n";
    QVERIFY(agent.start());
    QVERIFY(agent.waitForStep(1));
    qsizetype total = 0;
    const bool hasAll = QTest::qWaitFor(
        [&] {
            // One small read a turn, while the agent and its step have to wait.
            char buffer[64 * 1024];
            const auto count = ::read(reader, buffer, sizeof buffer);
            total += std::max<ssize_t>(count, 0);
            return total >= size;
        },
        60'000);
    QVERIFY(hasAll && agent.waitForExit());
    ::close(reader);
    QCOMPARE(total, size);
    QCOMPARE(agent.finished.at(0).log.out, static_cast<std::uint64_t>(size));
    QCOMPARE(agent.result->droppedBytes, 0U);
}

void TestAgentEnds::signalIsForwarded()
{
    AgentHarness agent;
    agent.job.prompt = block("sh", "trap 'echo got it; exit 0' TERM\necho ready\nsleep 1000 & wait") + "$ echo never\n";
    QVERIFY(agent.start());
    QVERIFY(agent.waitForOutput("ready"));
    QCOMPARE(::kill(static_cast<pid_t>(agent.process().processId()), SIGTERM), 0);
    QVERIFY(agent.waitForExit());
    QCOMPARE(agent.result->status, std::string("cancelled"));
    QCOMPARE(agent.out, QByteArray("ready\ngot it\n"));
}

void TestAgentEnds::brokenLinkEndsEverything()
{
    AgentHarness agent;
    agent.job.prompt = block("sh", "setsid sh -c 'echo $$ >daemon; echo ready; exec sleep 1000' &\n"
                                   "echo $$ >pid\ntrap '' TERM\nsleep 1000");
    QVERIFY(agent.start());
    QVERIFY(agent.waitForOutput("ready"));
    QElapsedTimer timer;
    timer.start();
    agent.closeLink();
    QVERIFY(agent.waitForExit());
    QVERIFY2(timer.elapsed() < 1000, QByteArray::number(timer.elapsed()).constData());
    QVERIFY(!AgentHarness::isAlive(agent.read(u"pid"_s).trimmed().toLongLong()));
    QVERIFY(!AgentHarness::isAlive(agent.read(u"daemon"_s).trimmed().toLongLong()));
    QVERIFY(agent.process().exitCode() != 0);
}

QTEST_GUILESS_MAIN(TestAgentEnds)
#include "tst_agentends.moc"
