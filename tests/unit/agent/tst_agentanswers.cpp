#include <QTest>

#include "agentharness.h"
#include "agenttexts.h"

using namespace Qt::StringLiterals;
using namespace ca::protocol;

/// The real program with a model played by the test: answers that are of no use, and too little room.
class TestAgentAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unusableAnswerIsSentBackOnce_data();
    void unusableAnswerIsSentBackOnce();
    void repairIsPossibleEachRound();
    void secondUnusableAnswerEndsTheJob();
    void cutOffAnswerIsAskedForInParts();
    void secondCutOffAnswerEndsTheJob();
    void wholePlanCountsThoughCutOff();
    void overflowIsPrunedAndAskedAgain();
    void secondOverflowEndsTheJob();
    void smallerModelGetsASmallerContext();
    void providerErrorEndsTheJob();
    void answersOfMegabytesAreTaken();
};

namespace {

const std::string sayOn = R"([{"type":"shell_command","command":"echo on"}])";

std::size_t sizeOf(const CompletionRequest &request)
{
    std::size_t size = 0;
    for (const auto &message : request.messages)
        size += message.content.size();
    return size;
}

} // namespace

void TestAgentAnswers::unusableAnswerIsSentBackOnce_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("prose") << QByteArray("Sure, I will do that.") << QByteArray("Your answer holds no JSON object.");
    QTest::newRow("empty") << QByteArray() << QByteArray("Your answer is empty.");
    QTest::newRow("HTML") << QByteArray("<html>busy</html>") << QByteArray("holds no JSON object");
    QTest::newRow("unknown action") << QByteArray(R"({"actions":[{"type":"magic","command":"x"}]})")
                                    << QByteArray("action 1 has the unknown type 'magic'");
    QTest::newRow("empty plan") << QByteArray(R"({"actions":[],"done":false})")
                                << QByteArray("plan without actions that is not done");
}

void TestAgentAnswers::unusableAnswerIsSentBackOnce()
{
    QFETCH(QByteArray, answer);
    QFETCH(QByteArray, reason);
    AgentHarness agent;
    agent.job.provider = "auto";
    agent.replyText(answer.toStdString());
    agent.replyPlan(sayOn, true);
    QVERIFY(agent.run());
    QVERIFY2(agent.result->status == "complete", agent.result->error.c_str());
    QCOMPARE(agent.requests.size(), 2);
    const auto &messages = agent.requests[1].messages;
    QCOMPARE(messages.size(), 3U);
    QCOMPARE(messages[1].role, std::string("assistant"));
    QCOMPARE(messages[1].content, answer.isEmpty() ? std::string("(an empty answer)") : answer.toStdString());
    QVERIFY2(QByteArray::fromStdString(messages[2].content).contains(reason), messages[2].content.c_str());
    QCOMPARE(agent.out, QByteArray("on\n"));
    QCOMPARE(agent.notes, QStringList());
}

void TestAgentAnswers::repairIsPossibleEachRound()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    agent.replyText("Hm.");
    agent.replyPlan(sayOn);
    agent.replyText("Hm again.");
    agent.replyDone("Fine");
    QVERIFY(agent.run());
    QVERIFY2(agent.result->status == "complete", agent.result->error.c_str());
    QCOMPARE(agent.requests.size(), 4);
}

void TestAgentAnswers::secondUnusableAnswerEndsTheJob()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    agent.replyText("No.");
    agent.replyText("Still no. " + many('x', 100'000) + " The end.");
    QVERIFY(agent.run());
    QCOMPARE(agent.result->status, std::string("error"));
    QVERIFY2(QByteArray::fromStdString(agent.result->error)
                 .contains("did not give a plan that can be carried out, also after it was told why: its answer holds "
                           "no JSON object"),
             agent.result->error.c_str());
    QCOMPARE(agent.notes.size(), 1);
    QVERIFY(agent.notes[0].contains(u"Still no. xxx"_s) && agent.notes[0].endsWith(u" The end."_s));
    QVERIFY(agent.notes[0].size() < 5000);
    QVERIFY(agent.started.isEmpty());
}

void TestAgentAnswers::cutOffAnswerIsAskedForInParts()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    const std::string begun = R"({"actions":[{"type":"shell_command","command":"echo )" + many('y', 100'000);
    agent.replies.append({.answer = {.text = begun, .isCutOff = true}});
    agent.replyPlan(sayOn, true);
    QVERIFY(agent.run());
    QVERIFY2(agent.result->status == "complete", agent.result->error.c_str());
    const auto told = agent.textOfRequest(2);
    QVERIFY(told.contains("was cut off at your output limit"));
    QVERIFY(told.contains("echo yyy") && told.size() < 20'000);
    QCOMPARE(agent.out, QByteArray("on\n"));
}

void TestAgentAnswers::secondCutOffAnswerEndsTheJob()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    for (int i = 0; i < 2; ++i)
        agent.replies.append({.answer = {.text = R"({"actions":[{"type)", .isCutOff = true}});
    QVERIFY(agent.run());
    QCOMPARE(agent.result->status, std::string("error"));
    QVERIFY(QByteArray::fromStdString(agent.result->error).contains("longer than it can give at once"));
    QCOMPARE(agent.notes.size(), 1);
}

void TestAgentAnswers::wholePlanCountsThoughCutOff()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    agent.replies.append({.answer = {.text = "{\"actions\":" + sayOn + ",\"done\":true} And now I", .isCutOff = true}});
    QVERIFY(agent.run());
    QVERIFY2(agent.result->status == "complete", agent.result->error.c_str());
    QCOMPARE(agent.requests.size(), 1);
}

void TestAgentAnswers::overflowIsPrunedAndAskedAgain()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    agent.job.prompt = "Do it. " + many('z', 40'000) + " At the end.";
    agent.replyError(rpcerror::contextOverflow, "The request is too long for the model.");
    agent.replyPlan(sayOn);
    agent.replyError(rpcerror::contextOverflow, "Too long again.");
    agent.replyDone("Made it");
    QVERIFY(agent.run());
    QVERIFY2(agent.result->status == "complete", agent.result->error.c_str());
    QCOMPARE(agent.requests.size(), 4);
    QVERIFY(sizeOf(agent.requests[1]) <= sizeOf(agent.requests[0]) / 2);
    QVERIFY(sizeOf(agent.requests[3]) <= sizeOf(agent.requests[2]) / 2);
    QVERIFY(agent.textOfRequest(2).contains("Do it. zzz") && agent.textOfRequest(2).contains(" At the end."));
    QCOMPARE(agent.prunings.size(), 2);
    QVERIFY(agent.prunings[0].entries > 0 && agent.prunings[0].after < agent.prunings[0].before);
    QVERIFY(agent.read(u"context.txt"_s).contains("=== pruned | "));
}

void TestAgentAnswers::secondOverflowEndsTheJob()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    agent.job.prompt = many('z', 40'000);
    agent.replyError(rpcerror::contextOverflow, "Too long for the model.");
    agent.replyError(rpcerror::contextOverflow, "Too long for the model. Use one with a larger window.");
    QVERIFY(agent.run());
    QCOMPARE(agent.result->status, std::string("error"));
    QCOMPARE(agent.result->error, std::string("Too long for the model. Use one with a larger window."));
    QCOMPARE(agent.requests.size(), 2);
}

void TestAgentAnswers::smallerModelGetsASmallerContext()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    agent.job.systemPrompt = "The rules.";
    const auto big =
        R"([{"type":"shell_command","command":"head -c 15000 /dev/zero | tr '\\0' x; echo; echo end-of-it"}])";
    for (int i = 0; i < 2; ++i) {
        agent.replyPlan(big);
        agent.replyPlan(sayOn);
    }
    agent.replies.back().answer.contextTokens = 4000;
    agent.replyDone("Done");
    QVERIFY(agent.run());
    QVERIFY2(agent.result->status == "complete", agent.result->error.c_str());
    QVERIFY(sizeOf(agent.requests[3]) > 30'000);
    QVERIFY2(sizeOf(agent.requests[4]) < 4000 * 3, QByteArray::number(sizeOf(agent.requests[4])).constData());
    QCOMPARE(agent.prunings.size(), 1);
    const auto told = agent.textOfRequest(5);
    QVERIFY(told.startsWith("system: The rules.\nuser: The task:") && told.contains("\non\n"));
}

void TestAgentAnswers::providerErrorEndsTheJob()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    agent.replyPlan(R"([{"type":"shell_command","command":"exit 9"}])");
    agent.replyError(rpcerror::providerFailed, "The provider refuses the key. Set another one.");
    QVERIFY(agent.run());
    QCOMPARE(agent.result->status, std::string("error"));
    QCOMPARE(agent.result->error, std::string("The provider refuses the key. Set another one."));
    QCOMPARE(agent.result->exitCode.value_or(-1), 9);
    QVERIFY(agent.result->limit.empty());
}

void TestAgentAnswers::answersOfMegabytesAreTaken()
{
    AgentHarness agent;
    agent.job.provider = "auto";
    const auto text = many('w', 3'000'000);
    const nlohmann::json action = {{"type", "file_operation"}, {"filename", "big.txt"}, {"command", text}};
    agent.replyPlan(nlohmann::json::array({action}).dump());
    agent.replyDone("Written");
    QVERIFY(agent.run());
    QVERIFY2(agent.result->status == "complete", agent.result->error.c_str());
    QCOMPARE(agent.read(u"big.txt"_s).size(), 3'000'000);
    QVERIFY(sizeOf(agent.requests[1]) > 3'000'000);
}

QTEST_GUILESS_MAIN(TestAgentAnswers)
#include "tst_agentanswers.moc"
