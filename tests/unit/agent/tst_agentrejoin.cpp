#include <QTest>

#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "agenttexts.h"
#include "rejoining.h"

using namespace ca::protocol;
using namespace Qt::StringLiterals;

/// The real program when its orchestrator dies and the next one comes: its steps and its result.
class TestAgentRejoin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnWithTheSameSteps_data();
    void goesOnWithTheSameSteps();
    void nothingWaitsWhileAway();
    void resultIsDeliveredAgain_data();
    void resultIsDeliveredAgain();
    void secondEndIsLikeTheFirst_data();
    void secondEndIsLikeTheFirst();
};

namespace {

/// As a killed orchestrator leaves it behind.
bool leaveDeadSocket(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto name = path.toLocal8Bit();
    std::memcpy(address.sun_path, name.constData(), static_cast<std::size_t>(name.size()));
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool isBound = fd >= 0 && ::bind(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    ::close(fd);
    return isBound;
}

} // namespace

void TestAgentRejoin::goesOnWithTheSameSteps_data()
{
    QTest::addColumn<int>("lastStep");
    QTest::addColumn<bool>("isFinished");
    QTest::addColumn<bool>("isDuringStep");
    QTest::addColumn<bool>("hasDeadSocket");
    QTest::newRow("nothing is known") << 0 << false << false << false;
    QTest::newRow("the step's start is known") << 2 << false << false << true;
    QTest::newRow("the end of the one before is known") << 1 << true << false << false;
    QTest::newRow("nothing is known, the step still runs") << 0 << false << true << true;
    QTest::newRow("the start is known, the step still runs") << 2 << false << true << false;
}

void TestAgentRejoin::goesOnWithTheSameSteps()
{
    QFETCH(int, lastStep);
    QFETCH(bool, isFinished);
    QFETCH(bool, isDuringStep);
    QFETCH(bool, hasDeadSocket);
    RejoiningAgent agent("$ echo one\n" + block("sh", waitingCommand) + "$ echo three\n");
    QVERIFY(agent.start());
    QVERIFY(agent.waitForStep(2) && agent.waitForOutput("two"));
    agent.loseOrchestrator({.lastStep = lastStep, .isFinished = isFinished});
    if (hasDeadSocket) {
        QVERIFY(leaveDeadSocket(agent.linkPath()));
        QVERIFY(!QTest::qWaitFor([&] { return agent.process().state() == QProcess::NotRunning; }, 1000));
    }
    if (!isDuringStep) {
        QVERIFY(agent.allow());
        QVERIFY(agent.waitForOutput("three"));
    }
    QVERIFY(agent.comeBack());
    QVERIFY(agent.allow());
    QCOMPARE(agent.statusAtEnd(), std::string("complete"));
    QCOMPARE(agent.process().exitCode(), 0);
    QCOMPARE(agent.out, QByteArray("one\ntwo\nthree\n"));
    QCOMPARE(agent.startedNumbers(), (QList{1, 2, 3}));
    QCOMPARE(agent.finishedNumbers(), (QList{1, 2, 3}));
    QCOMPARE(agent.outOf(3), QByteArray("three\n"));
    QCOMPARE(agent.said.first(), u"job.rejoin"_s);
    QCOMPARE(agent.said.last(), u"job.finish"_s);
    QCOMPARE(agent.rejoins.size(), 1);
    QVERIFY(!agent.rejoins[0].isPaused);
    QCOMPARE(agent.complaints, QStringList());
}

void TestAgentRejoin::nothingWaitsWhileAway()
{
    constexpr int count = 40;
    RejoiningAgent agent(block("sh", waitingCommand));
    // More than is ever queued for an orchestrator that is slow.
    for (int i = 2; i <= count; ++i)
        agent.job.prompt += block("sh", ("echo " + std::to_string(i) + " #" + many('c', 60'000)).c_str());
    QVERIFY(agent.startUntilTwo());
    agent.loseOrchestrator();
    QVERIFY(agent.allow());
    QVERIFY(agent.waitForOutput("\n40\n"));
    QVERIFY(agent.comeBack());
    QCOMPARE(agent.statusAtEnd(), std::string("complete"));
    QCOMPARE(agent.started.size(), count);
    QCOMPARE(agent.finished.size(), count);
    QCOMPARE(agent.outOf(count), QByteArray("40\n"));
}

void TestAgentRejoin::resultIsDeliveredAgain_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("complete") << QByteArray("true") << QByteArray("complete") << 0;
    QTest::newRow("failed") << QByteArray("exit 3") << QByteArray("error") << 1;
}

void TestAgentRejoin::resultIsDeliveredAgain()
{
    QFETCH(QByteArray, code);
    RejoiningAgent agent(block("sh", code.constData()));
    agent.takesResult = false;
    QVERIFY(agent.start());
    QVERIFY(agent.waitFor([&] { return agent.result.has_value(); }));
    const std::string first = agent.resultText();
    agent.closeLink();
    agent.result.reset();
    agent.takesResult = true;
    agent.forgetAllBut({.lastStep = 1, .isFinished = true});
    QVERIFY(agent.comeBack());
    QTEST(QByteArray::fromStdString(agent.statusAtEnd()), "status");
    QCOMPARE(agent.resultText(), first);
    QTEST(agent.process().exitCode(), "exitCode");
    QCOMPARE(agent.finishedNumbers(), (QList{1}));
}

void TestAgentRejoin::secondEndIsLikeTheFirst_data()
{
    QTest::addColumn<bool>("isAnswered");
    QTest::newRow("before the answer") << false;
    QTest::newRow("after the answer") << true;
}

void TestAgentRejoin::secondEndIsLikeTheFirst()
{
    QFETCH(bool, isAnswered);
    RejoiningAgent agent(block("sh", waitingCommand) + "$ echo on\n", 10);
    QVERIFY(agent.startUntilTwo());
    // Both times together are longer than it waits once.
    for (int i = 1; i <= 2; ++i) {
        agent.loseOrchestrator();
        if (i == 1 && !isAnswered)
            agent.answerToRejoin = [](std::int64_t) { return std::string(); };
        QVERIFY(!QTest::qWaitFor([&] { return agent.process().state() == QProcess::NotRunning; }, 6000));
        QVERIFY(agent.comeBack());
    }
    QVERIFY(agent.allow());
    QCOMPARE(agent.statusAtEnd(), std::string("complete"));
    QCOMPARE(agent.rejoins.size(), 2);
    QCOMPARE(agent.startedNumbers(), (QList{1, 2}));
    QCOMPARE(agent.finishedNumbers(), (QList{1, 2}));
    QCOMPARE(agent.complaints, QStringList());
}

QTEST_GUILESS_MAIN(TestAgentRejoin)
#include "tst_agentrejoin.moc"
