#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <csignal>

#include "agentharness.h"
#include "agenttexts.h"

using namespace Qt::StringLiterals;

/// The real program: pause, messages, approval, and cancellation in every phase of a job with a model.
class TestAgentControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pauseStopsEveryProcess();
    void pauseStopsTheStepsClock();
    void nothingBeginsDuringAPause();
    void messageReachesTheNextAnalysis();
    void messageOutdoesDone_data();
    void messageOutdoesDone();
    void approvedPlanRuns();
    void declinedPlanDoesNot();
    void cancelInEveryPhase_data();
    void cancelInEveryPhase();
    void lateAnswerIsIgnored();
    void unknownRequestsAreRefused();
};

namespace {

const std::string sayOn = R"([{"type":"shell_command","description":"Say on","command":"echo on"}])";

} // namespace

void TestAgentControl::pauseStopsEveryProcess()
{
    AgentHarness agent;
    // One counts in the step itself, one in a session of its own; both write bytes as they go.
    agent.job.prompt = block("sh", "setsid sh -c 'while :; do printf x >>b; sleep 0.01; done' &\n"
                                   "while :; do printf x >>a; sleep 0.01; done");
    QVERIFY(agent.start());
    const auto size = [&](const QString &name) { return QFile(agent.path(name)).size(); };
    QVERIFY(agent.waitFor([&] { return size(u"a"_s) > 3 && size(u"b"_s) > 3; }));
    QVERIFY(agent.pause());
    // A process that is to stop may still be in a call; then nothing moves any more.
    qint64 a = -1;
    qint64 b = -1;
    QVERIFY(agent.waitFor([&] {
        const bool isStill = a == size(u"a"_s) && b == size(u"b"_s);
        a = size(u"a"_s);
        b = size(u"b"_s);
        return isStill;
    }));
    const bool hasMoved = QTest::qWaitFor([&] { return size(u"a"_s) != a || size(u"b"_s) != b; }, 500);
    QVERIFY(!hasMoved);
    QVERIFY(agent.pause());
    QVERIFY(agent.resume());
    QVERIFY(agent.waitFor([&] { return size(u"a"_s) > a && size(u"b"_s) > b; }));
    agent.cancel();
    QVERIFY(agent.waitForExit());
    QCOMPARE(agent.complaints, QStringList());
}

void TestAgentControl::pauseStopsTheStepsClock()
{
    AgentHarness agent;
    agent.job.prompt =
        block("sh timeout=2", "echo ready; until test -e go; do sleep 0.01; done; echo went") + "$ echo on\n";
    QVERIFY(agent.start());
    QVERIFY(agent.waitForOutput("ready"));
    QVERIFY(agent.pause());
    QVERIFY(!QTest::qWaitFor([&] { return !agent.finished.isEmpty(); }, 3000));
    QFile go(agent.path(u"go"_s));
    QVERIFY(go.open(QIODevice::WriteOnly));
    QVERIFY(agent.resume());
    QVERIFY(agent.waitForExit());
    QVERIFY2(agent.result->status == "complete", agent.result->error.c_str());
    QCOMPARE(agent.out, QByteArray("ready\nwent\non\n"));
    // Steps are measured by the clock that stood still.
    QVERIFY(agent.read(u"SUMMARY.md"_s).contains("2 steps ran in "));
}

void TestAgentControl::nothingBeginsDuringAPause()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    QVERIFY(agent.start());
    QVERIFY(agent.waitForRequest(1));
    QVERIFY(agent.pause());
    agent.replyPlan(sayOn);
    agent.answerWaiting();
    QVERIFY(agent.waitFor([&] { return agent.plan.has_value(); }));
    QVERIFY(!QTest::qWaitFor([&] { return !agent.started.isEmpty(); }, 300));
    QVERIFY(agent.resume());
    QVERIFY(agent.waitForRequest(2));
    QCOMPARE(agent.out, QByteArray("on\n"));
    // An overflow asks again at once: not while the job stands still.
    QVERIFY(agent.pause());
    agent.replyError(ca::protocol::rpcerror::contextOverflow, "Too long.");
    agent.answerWaiting();
    QVERIFY(!QTest::qWaitFor([&] { return agent.requests.size() > 2; }, 300));
    agent.replyDone("Done");
    QVERIFY(agent.resume());
    QVERIFY(agent.waitForExit());
    QCOMPARE(agent.result->status, std::string("complete"));
    QCOMPARE(agent.requests.size(), 3);
}

void TestAgentControl::messageReachesTheNextAnalysis()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    agent.replyPlan(R"([{"type":"shell_command","command":"echo ready; until test -e go; do sleep 0.01; done"}])");
    QVERIFY(agent.start());
    QVERIFY(agent.waitForOutput("ready"));
    agent.say("Make it blue");
    agent.say("And round");
    QFile go(agent.path(u"go"_s));
    QVERIFY(go.open(QIODevice::WriteOnly));
    QVERIFY(agent.waitForRequest(2));
    agent.replyDone("Blue");
    agent.answerWaiting();
    QVERIFY(agent.waitForExit());
    QCOMPARE(agent.result->status, std::string("complete"));
    const auto told = agent.textOfRequest(2);
    QVERIFY(told.indexOf("The person says: Make it blue") > told.indexOf("Step 1"));
    QVERIFY(told.indexOf("And round") > told.indexOf("Make it blue"));
}

void TestAgentControl::messageOutdoesDone_data()
{
    QTest::addColumn<bool>("hasActions");
    QTest::newRow("done at once") << false;
    QTest::newRow("done after its actions") << true;
}

void TestAgentControl::messageOutdoesDone()
{
    QFETCH(bool, hasActions);
    AgentHarness agent;
    agent.job.provider = "auto";
    QVERIFY(agent.start());
    QVERIFY(agent.waitForRequest(1));
    agent.say("One more thing");
    agent.replyPlan(hasActions ? sayOn : "[]", true, "Done");
    agent.answerWaiting();
    QVERIFY(agent.waitForRequest(2));
    QVERIFY(agent.textOfRequest(2).contains("The person says: One more thing"));
    agent.replyDone("Really done");
    agent.answerWaiting();
    QVERIFY(agent.waitForExit());
    QCOMPARE(agent.result->status, std::string("complete"));
    QVERIFY(agent.result->summary.starts_with("Really done"));
}

void TestAgentControl::approvedPlanRuns()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    agent.job.needsApproval = true;
    const std::string longCode = "echo on #" + many('c', 10'000);
    const nlohmann::json action = {{"type", "shell_command"}, {"description", "Say on"}, {"command", longCode}};
    agent.replyPlan(nlohmann::json::array({action}).dump(), false, "To say on");
    agent.replyDone("Said");
    QVERIFY(agent.start());
    QVERIFY(agent.waitForApproval(1));
    QVERIFY(!QTest::qWaitFor([&] { return !agent.started.isEmpty(); }, 200));
    const auto &asked = agent.approvalRequests[0];
    QCOMPARE(asked.round, 1);
    QCOMPARE(asked.summary, std::string("To say on"));
    QCOMPARE(asked.steps.size(), 1U);
    QCOMPARE(asked.steps[0].code, longCode.substr(0, 4096));
    agent.approvals.append({.isApproved = true, .comment = "Nice"});
    agent.answerWaiting();
    QVERIFY(agent.waitForExit());
    QCOMPARE(agent.result->status, std::string("complete"));
    QCOMPARE(agent.out, QByteArray("on\n"));
    QCOMPARE(agent.approvalRequests.size(), 1);
    QVERIFY(agent.textOfRequest(2).contains("approved the last plan and says: Nice"));
}

void TestAgentControl::declinedPlanDoesNot()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    agent.job.needsApproval = true;
    agent.approvals.append({.isApproved = false, .comment = "Use French"});
    agent.approvals.append({.isApproved = true});
    agent.replyPlan(sayOn, true);
    agent.replyPlan(R"([{"type":"shell_command","command":"echo oui"}])", true, "Oui");
    QVERIFY(agent.run());
    QVERIFY2(agent.result->status == "complete", agent.result->error.c_str());
    QCOMPARE(agent.out, QByteArray("oui\n"));
    QVERIFY(agent.textOfRequest(2).contains("declined this plan; none of it was carried out. They say: Use French"));
    QCOMPARE(agent.approvalRequests.size(), 2);
    QCOMPARE(agent.approvalRequests[1].round, 2);
}

void TestAgentControl::cancelInEveryPhase_data()
{
    QTest::addColumn<QByteArray>("phase");
    QTest::addColumn<bool>("bySignal");
    for (const auto *phase : {"model", "approval", "step", "paused model", "paused approval", "paused step"}) {
        QTest::addRow("%s", phase) << QByteArray(phase) << false;
        QTest::addRow("%s, by a signal", phase) << QByteArray(phase) << true;
    }
}

void TestAgentControl::cancelInEveryPhase()
{
    QFETCH(QByteArray, phase);
    QFETCH(bool, bySignal);
    AgentHarness agent;
    agent.job.provider = "auto";
    agent.job.needsApproval = phase.endsWith("approval");
    if (!phase.endsWith("model"))
        agent.replyPlan(R"([{"type":"shell_command","command":"echo $$ >pid; echo ready; sleep 1000"}])");
    QVERIFY(agent.start());
    QVERIFY(phase.endsWith("model")      ? agent.waitForRequest(1)
            : phase.endsWith("approval") ? agent.waitForApproval(1)
                                         : agent.waitForOutput("ready"));
    if (phase.startsWith("paused"))
        QVERIFY(agent.pause());
    QElapsedTimer timer;
    timer.start();
    if (bySignal)
        QCOMPARE(::kill(static_cast<pid_t>(agent.process().processId()), SIGTERM), 0);
    else
        agent.cancel();
    QVERIFY(agent.waitForExit());
    QVERIFY2(timer.elapsed() < 2000, QByteArray::number(timer.elapsed()).constData());
    QCOMPARE(agent.result->status, std::string("cancelled"));
    QVERIFY(QByteArray::fromStdString(agent.result->error).startsWith("The job was cancelled "));
    QCOMPARE(agent.process().exitCode(), 0);
    if (phase.endsWith("step"))
        QVERIFY(!AgentHarness::isAlive(agent.read(u"pid"_s).trimmed().toLongLong()));
}

void TestAgentControl::lateAnswerIsIgnored()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    QVERIFY(agent.start());
    QVERIFY(agent.waitForRequest(1));
    agent.replyPlan(sayOn, true);
    agent.cancel();
    agent.answerWaiting();
    QVERIFY(agent.waitForExit());
    QCOMPARE(agent.result->status, std::string("cancelled"));
    QVERIFY(agent.started.isEmpty());
    QCOMPARE(agent.process().exitCode(), 0);
}

void TestAgentControl::unknownRequestsAreRefused()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    QVERIFY(agent.start());
    QVERIFY(agent.waitForRequest(1));
    QVERIFY(agent.isRefused("service.start"));
    agent.replyDone("Nothing to do");
    agent.answerWaiting();
    QVERIFY(agent.waitForExit());
    QCOMPARE(agent.result->status, std::string("complete"));
}

QTEST_GUILESS_MAIN(TestAgentControl)
#include "tst_agentcontrol.moc"
