#include <QElapsedTimer>
#include <QTest>

#include "agenttexts.h"
#include "rejoining.h"

using namespace ca::protocol;
using namespace Qt::StringLiterals;

/// The real program when its orchestrator dies and the next one comes: what either side asks of the other.
class TestAgentRejoinCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openQuestionIsAskedAgain_data();
    void openQuestionIsAskedAgain();
    void questionFromWhileAwayIsAskedOnce();
    void pausedJobSaysSo();
    void nobodyLooksAtServicesAnyMore();
    void earlyWordsAreHeard();
    void cancelWorksAfterwards();
};

void TestAgentRejoinCalls::openQuestionIsAskedAgain_data()
{
    QTest::addColumn<bool>("ofPerson");
    QTest::newRow("to the model") << false;
    QTest::newRow("to the person") << true;
}

void TestAgentRejoinCalls::openQuestionIsAskedAgain()
{
    QFETCH(bool, ofPerson);
    RejoiningAgent agent;
    agent.job.provider = "auto";
    agent.job.needsApproval = ofPerson;
    if (ofPerson)
        agent.replyPlan(shell("echo on"));
    QVERIFY(agent.start());
    QVERIFY(ofPerson ? agent.waitForApproval(1) : agent.waitForRequest(1));
    agent.closeLink();
    const auto id = agent.lastId;
    agent.lastId = 0;
    QVERIFY(agent.comeBack());
    QVERIFY(ofPerson ? agent.waitForApproval(2) : agent.waitForRequest(2));
    QCOMPARE(agent.lastId, id);
    if (ofPerson) {
        QCOMPARE(nlohmann::json(agent.approvalRequests[0]).dump(), nlohmann::json(agent.approvalRequests[1]).dump());
        agent.approvals.append({.isApproved = true});
    } else {
        QCOMPARE(agent.textOfRequest(1), agent.textOfRequest(2));
        agent.replyPlan(shell("echo on"));
    }
    agent.replyDone("Done");
    agent.answerWaiting();
    QCOMPARE(agent.statusAtEnd(), std::string("complete"));
    QCOMPARE(agent.out, QByteArray("on\n"));
    QCOMPARE(agent.requests.size(), ofPerson ? 2 : 3);
    QCOMPARE(agent.complaints, QStringList());
}

void TestAgentRejoinCalls::questionFromWhileAwayIsAskedOnce()
{
    RejoiningAgent agent;
    agent.job.provider = "auto";
    agent.replyPlan(shell(std::string(waitingCommand) + "; echo went"));
    QVERIFY(agent.startUntilTwo());
    agent.loseOrchestrator();
    QVERIFY(agent.allow());
    QVERIFY(agent.waitForOutput("went"));
    QVERIFY(agent.comeBack());
    QVERIFY(agent.waitForRequest(2));
    QVERIFY(agent.textOfRequest(2).contains("went"));
    QCOMPARE(agent.finishedNumbers(), (QList{1}));
    QVERIFY(agent.said.indexOf(u"step_finished"_s) < agent.said.indexOf(u"llm.complete"_s));
    agent.replyDone("Done");
    agent.answerWaiting();
    QCOMPARE(agent.statusAtEnd(), std::string("complete"));
    QCOMPARE(agent.requests.size(), 2);
}

void TestAgentRejoinCalls::pausedJobSaysSo()
{
    RejoiningAgent agent(block("sh", waitingCommand) + "$ echo on\n");
    QVERIFY(agent.startUntilTwo());
    QVERIFY(agent.pause());
    agent.loseOrchestrator();
    QVERIFY(agent.allow());
    QVERIFY(agent.comeBack());
    QVERIFY(agent.rejoins[0].isPaused);
    QVERIFY(!QTest::qWaitFor([&] { return !agent.finished.isEmpty(); }, 500));
    QVERIFY(agent.resume());
    QCOMPARE(agent.statusAtEnd(), std::string("complete"));
    QCOMPARE(agent.finishedNumbers(), (QList{1, 2}));
}

void TestAgentRejoinCalls::nobodyLooksAtServicesAnyMore()
{
    RejoiningAgent agent(block("sh", waitingCommand));
    QVERIFY(agent.startUntilTwo());
    // During a pause it does not get any further.
    QVERIFY(agent.pause());
    QVERIFY(agent.startService(servicename::notebook));
    QVERIFY(agent.waitFor([&] { return agent.services.size() == 1; }));
    agent.closeLink();
    agent.services.clear();
    agent.forgetAllBut({.lastStep = 1});
    QVERIFY(agent.comeBack());
    // Had it gone on, it would have been said before this is answered.
    QVERIFY(agent.startService(servicename::notebook));
    QVERIFY(agent.waitFor([&] { return !agent.services.isEmpty(); }));
    QVERIFY(agent.stopService(servicename::notebook));
    QVERIFY(agent.waitFor([&] { return agent.services.size() == 2; }));
    QCOMPARE(agent.services[0].service, std::string(servicename::notebook));
    QCOMPARE(agent.services[0].state, std::string(servicestate::starting));
    QCOMPARE(agent.services[1].state, std::string(servicestate::stopped));
    QVERIFY(agent.resume());
    QVERIFY(agent.allow());
    QCOMPARE(agent.statusAtEnd(), std::string("complete"));
    QCOMPARE(agent.services.size(), 2);
}

void TestAgentRejoinCalls::earlyWordsAreHeard()
{
    RejoiningAgent agent(block("sh", "echo two; sleep 1000"));
    QVERIFY(agent.startUntilTwo());
    agent.closeLink();
    // A job that was cancelled meanwhile: said before the answer, with it or after it, it is the same.
    agent.answerToRejoin = [](std::int64_t id) {
        return notificationLine(method::jobCancel, nlohmann::json::object()) + responseLine(id, RejoinAnswer{});
    };
    agent.started.clear();
    QVERIFY(agent.comeBack());
    QCOMPARE(agent.statusAtEnd(), std::string("cancelled"));
    QCOMPARE(agent.startedNumbers(), (QList{1}));
    QCOMPARE(agent.finishedNumbers(), (QList{1}));
}

void TestAgentRejoinCalls::cancelWorksAfterwards()
{
    RejoiningAgent agent(block("sh", "echo $$ >pid; echo two; sleep 1000"));
    QVERIFY(agent.startUntilTwo());
    agent.loseOrchestrator();
    QVERIFY(agent.comeBack());
    QElapsedTimer timer;
    timer.start();
    agent.cancel();
    QCOMPARE(agent.statusAtEnd(), std::string("cancelled"));
    QVERIFY2(timer.elapsed() < 5000, QByteArray::number(timer.elapsed()).constData());
    QVERIFY(!AgentHarness::isAlive(agent.read(u"pid"_s).trimmed().toLongLong()));
}

QTEST_GUILESS_MAIN(TestAgentRejoinCalls)
#include "tst_agentrejoincalls.moc"
