#include <QElapsedTimer>
#include <QTest>

#include "agentharness.h"

using namespace ca::protocol;
using namespace Qt::StringLiterals;

/// The real program when its orchestrator dies and no other comes, or one that is none.
class TestAgentAlone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesUp_data();
    void givesUp();
    void givesUpOnSilence();
    void garbageEndsIt_data();
    void garbageEndsIt();
    void endsWithTheLink();
};

namespace {

/// Its processes, however they hide, write down who they are.
const std::string hidingStep = block(
    "sh", "setsid sh -c 'echo $$ >daemon; echo ready; exec sleep 1000' &\necho $$ >pid\ntrap '' TERM\nsleep 1000");

bool hasLeftProcesses(const AgentHarness &agent)
{
    return AgentHarness::isAlive(agent.read(u"pid"_s).trimmed().toLongLong()) ||
           AgentHarness::isAlive(agent.read(u"daemon"_s).trimmed().toLongLong());
}

} // namespace

void TestAgentAlone::givesUp_data()
{
    QTest::addColumn<QByteArray>("prompt");
    QTest::addColumn<bool>("hasEnded");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("during a step") << QByteArray::fromStdString(hidingStep) << false << 1;
    QTest::newRow("with a complete job") << QByteArray("$ echo ready\n") << true << 0;
    QTest::newRow("with a failed job") << QByteArray("$ echo ready; false\n") << true << 1;
}

void TestAgentAlone::givesUp()
{
    QFETCH(QByteArray, prompt);
    QFETCH(bool, hasEnded);
    AgentHarness agent;
    agent.job.rejoinSeconds = 1;
    agent.job.prompt = prompt.toStdString();
    agent.takesResult = false;
    QVERIFY(agent.start());
    QVERIFY(agent.waitForOutput("ready"));
    QVERIFY(!hasEnded || agent.waitFor([&] { return agent.result.has_value(); }));
    QElapsedTimer timer;
    timer.start();
    agent.closeLink();
    QVERIFY(agent.waitForExit());
    QVERIFY2(timer.elapsed() >= 1000, QByteArray::number(timer.elapsed()).constData());
    QTEST(agent.process().exitCode(), "exitCode");
    QVERIFY(!hasLeftProcesses(agent));
}

void TestAgentAlone::givesUpOnSilence()
{
    AgentHarness agent;
    agent.job.rejoinSeconds = 4;
    agent.job.prompt = hidingStep;
    QVERIFY(agent.start());
    QVERIFY(agent.waitForOutput("ready"));
    agent.closeLink();
    agent.answerToRejoin = [](std::int64_t) { return std::string(); };
    QVERIFY(agent.comeBack());
    QVERIFY(agent.waitForExit());
    QCOMPARE(agent.process().exitCode(), 1);
    QCOMPARE(agent.said, (QStringList{u"job.rejoin"_s}));
    QVERIFY(!hasLeftProcesses(agent));
}

void TestAgentAlone::garbageEndsIt_data()
{
    QTest::addColumn<bool>("isRejoining");
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("in the middle") << false << QByteArray("hello\n");
    QTest::newRow("for an answer") << true << QByteArray("hello\n");
    QTest::newRow("an answer that does not fit")
        << true
        << QByteArray(R"({"jsonrpc":"2.0","id":ID,"result":{"last_step":"one","finished":true}})"
                      "\n");
    QTest::newRow("refused") << true
                             << QByteArray(R"({"jsonrpc":"2.0","id":ID,"error":{"code":-32004,"message":"no"}})"
                                           "\n");
}

void TestAgentAlone::garbageEndsIt()
{
    QFETCH(bool, isRejoining);
    QFETCH(QByteArray, format);
    AgentHarness agent;
    agent.job.rejoinSeconds = 600;
    agent.job.prompt = hidingStep;
    QVERIFY(agent.start());
    QVERIFY(agent.waitForOutput("ready"));
    if (isRejoining) {
        agent.closeLink();
        agent.answerToRejoin = [format](std::int64_t id) {
            return QByteArray(format).replace("ID", QByteArray::number(id)).toStdString();
        };
        QVERIFY(agent.comeBack());
    } else {
        agent.send(format.toStdString());
    }
    QVERIFY(agent.waitForExit());
    QCOMPARE(agent.process().exitCode(), 1);
    QVERIFY(!hasLeftProcesses(agent));
}

void TestAgentAlone::endsWithTheLink()
{
    AgentHarness agent;
    agent.job.prompt = hidingStep;
    QVERIFY(agent.start());
    QVERIFY(agent.waitForOutput("ready"));
    agent.closeLink();
    QVERIFY(agent.listen());
    QVERIFY(agent.waitForExit());
    QCOMPARE(agent.process().exitCode(), 1);
    QCOMPARE(agent.rejoins.size(), 0);
    QVERIFY(!hasLeftProcesses(agent));
}

QTEST_GUILESS_MAIN(TestAgentAlone)
#include "tst_agentalone.moc"
