#include <QElapsedTimer>
#include <QFile>
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
    void diskIsNotFilledMeanwhile();
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

bool isStopped(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    return stat.open(QIODevice::ReadOnly) && stat.readAll().contains(") T ");
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

void TestAgentAlone::diskIsNotFilledMeanwhile()
{
    AgentHarness agent;
    agent.job.rejoinSeconds = 120;
    agent.job.maxFileBytes = 8UL * 1024 * 1024;
    agent.job.prompt = block("sh", "echo $$ >pid; echo ready; until test -e go; do sleep 0.05; done\n"
                                   "for i in $(seq 1000); do test -e enough && break\n"
                                   "head -c 1000000 /dev/urandom >file$i; sleep 0.01; done\n"
                                   "echo written");
    QVERIFY(agent.start());
    QVERIFY(agent.waitForOutput("ready"));
    agent.closeLink();
    QFile go(agent.path(u"go"_s));
    QVERIFY(go.open(QIODevice::WriteOnly));
    const qint64 pid = agent.read(u"pid"_s).trimmed().toLongLong();
    QVERIFY(QTest::qWaitFor([&] { return isStopped(pid); }, 60'000));
    QVERIFY(!agent.out.contains("written"));
    QFile enough(agent.path(u"enough"_s));
    QVERIFY(enough.open(QIODevice::WriteOnly));
    QVERIFY(agent.comeBack());
    QVERIFY(agent.waitForExit());
    QCOMPARE(agent.rejoins.size(), 1);
    QVERIFY(!agent.rejoins[0].isPaused); // by nobody
    QVERIFY(agent.result && agent.result->status == "complete");
    QVERIFY(agent.out.contains("written"));
    QCOMPARE(agent.notes.size(), 1);
}

QTEST_GUILESS_MAIN(TestAgentAlone)
#include "tst_agentalone.moc"
