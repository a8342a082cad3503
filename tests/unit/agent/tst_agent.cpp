#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <csignal>

#include "agentharness.h"

using namespace Qt::StringLiterals;

/// The real program, as an ordinary process, against an orchestrator played by the test: whole jobs and their reports.
class TestAgent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsStepsOfAllKinds();
    void failingStepEndsTheJob_data();
    void failingStepEndsTheJob();
    void continueGoesOn();
    void stepsLimitEndsTheJob();
    void reportReplacesTraps_data();
    void reportReplacesTraps();
    void unwritableReportIsANote();
    void badJobsEndWithASentence_data();
    void badJobsEndWithASentence();
    void unreachableOrchestratorIsASentence();
};

void TestAgent::runsStepsOfAllKinds()
{
    AgentHarness agent;
    agent.job.prompt = "# Say it\n" + block("sh", "echo from shell; echo oops >&2") +
                       block("json file=data/in.json", "{\"n\": 41}") +
                       block("python", "import json\nprint(json.load(open('data/in.json'))['n'] + 1)") +
                       block("ts", "import * as fs from 'fs';\nconst os = require('os');\nconst n: number = 43;\n"
                                   "console.log(n, typeof fs.statSync, typeof os.cpus);") +
                       "$ printf 'no newline'\n";
    QVERIFY(agent.run());
    QCOMPARE(agent.complaints, QStringList());
    QVERIFY(agent.result.has_value());
    QVERIFY2(agent.result->status == "complete", agent.result->error.c_str());
    QCOMPARE(agent.process().exitCode(), 0);
    QCOMPARE(agent.plan->steps.size(), 5U);
    QCOMPARE(agent.started.size(), 5);
    QCOMPARE(agent.finished.size(), 5);
    QCOMPARE(agent.started[0].description, std::string("Say it"));
    QCOMPARE(agent.started[1].filename, std::string("data/in.json"));
    QCOMPARE(agent.outOf(1), QByteArray("from shell\n"));
    QCOMPARE(agent.errOf(1), QByteArray("oops\n"));
    QCOMPARE(agent.outOf(2), QByteArray());
    QCOMPARE(agent.outOf(3), QByteArray("42\n"));
    QCOMPARE(agent.outOf(4), QByteArray("43 function function\n"));
    QCOMPARE(agent.outOf(5), QByteArray("no newline"));
    QCOMPARE(agent.out, QByteArray("from shell\n42\n43 function function\nno newline"));
    QCOMPARE(agent.err, QByteArray("oops\n"));
    const auto json = resultOf(agent);
    QCOMPARE(json.value(u"status"_s).toString(), u"complete"_s);
    QCOMPARE(json.value(u"steps"_s).toArray().size(), 5);
    QCOMPARE(json.value(u"files"_s).toArray().first().toObject().value(u"name"_s).toString(), u"data/in.json"_s);
    QVERIFY(agent.read(u"SUMMARY.md"_s).contains("typescript_code"));
}

void TestAgent::failingStepEndsTheJob_data()
{
    QTest::addColumn<QByteArray>("info");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("shell") << QByteArray("sh") << QByteArray("exit 3") << 3
                           << QByteArray("Step 2 (shell: exit 3) ended with exit code 3; its output is in the logs");
    QTest::newRow("first failing command")
        << QByteArray("bash") << QByteArray("false\necho never") << 1 << QByteArray("exit code 1");
    QTest::newRow("python") << QByteArray("python") << QByteArray("import sys; sys.exit(7)") << 7
                            << QByteArray("exit code 7");
    QTest::newRow("typescript") << QByteArray("ts") << QByteArray("process.exit(5)") << 5 << QByteArray("exit code 5");
    QTest::newRow("typescript that does not compile")
        << QByteArray("ts") << QByteArray("const = ;") << 1 << QByteArray("exit code 1");
    QTest::newRow("signal") << QByteArray("sh") << QByteArray("kill -SEGV $$") << 139
                            << QByteArray("signal 11 (SIGSEGV)");
    QTest::newRow("file in the way") << QByteArray("json file=first/x") << QByteArray("{}") << 1
                                     << QByteArray("failed: cannot use the folder");
}

void TestAgent::failingStepEndsTheJob()
{
    QFETCH(QByteArray, info);
    QFETCH(QByteArray, code);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, words);
    AgentHarness agent;
    agent.job.prompt = "$ echo a >first\n" + block(info.constData(), code.constData()) + "$ echo third >third\n";
    QVERIFY(agent.run());
    QCOMPARE(agent.result->status, std::string("error"));
    QCOMPARE(agent.result->exitCode.value_or(-1), exitCode);
    QVERIFY2(QByteArray::fromStdString(agent.result->error).contains(words), agent.result->error.c_str());
    QCOMPARE(agent.finished.size(), 2);
    QCOMPARE(agent.finished[1].exitCode, exitCode);
    QVERIFY(!QFile::exists(agent.path(u"third"_s)));
    QCOMPARE(resultOf(agent).value(u"exit_code"_s).toInt(), exitCode);
}

void TestAgent::continueGoesOn()
{
    AgentHarness agent;
    agent.job.prompt = block("sh continue", "exit 3") + block("sh continue timeout=1", "sleep 100") + "$ echo on\n";
    QVERIFY(agent.run());
    QCOMPARE(agent.result->status, std::string("complete"));
    QVERIFY(!agent.result->exitCode.has_value());
    QCOMPARE(agent.finished[0].exitCode, 3);
    QCOMPARE(agent.finished[1].exitCode, 124);
    QCOMPARE(agent.outOf(3), QByteArray("on\n"));
}

void TestAgent::stepsLimitEndsTheJob()
{
    AgentHarness agent;
    agent.job.maxSteps = 2;
    agent.job.prompt = "$ echo 1\n$ echo 2\n$ echo 3\n$ echo 4\n";
    QVERIFY(agent.run());
    QCOMPARE(agent.result->status, std::string("error"));
    QCOMPARE(agent.result->limit, std::string("steps"));
    QVERIFY(QByteArray::fromStdString(agent.result->error).contains("limit of 2 steps with 2 more"));
    QCOMPARE(agent.out, QByteArray("1\n2\n"));
    QCOMPARE(agent.plan->steps.size(), 2U);
}

void TestAgent::reportReplacesTraps_data()
{
    QTest::addColumn<QByteArray>("trap");
    QTest::newRow("link to file") << QByteArray("ln -s ../victim result.json");
    QTest::newRow("link to itself") << QByteArray("ln -s result.json result.json");
    QTest::newRow("fifo") << QByteArray("mkfifo result.json");
    QTest::newRow("folder") << QByteArray("mkdir result.json");
    QTest::newRow("device-like name for the summary") << QByteArray("ln -s /dev/full SUMMARY.md");
}

void TestAgent::reportReplacesTraps()
{
    QFETCH(QByteArray, trap);
    AgentHarness agent;
    QFile victim(agent.path(u"../victim"_s));
    QVERIFY(victim.open(QIODevice::ReadWrite) && victim.write("precious") == 8 && victim.flush());
    agent.job.prompt = "$ " + trap.toStdString() + "\n";
    QVERIFY(agent.run());
    QVERIFY2(agent.result->status == "complete", agent.result->error.c_str());
    QCOMPARE(agent.notes, QStringList());
    QVERIFY(QFileInfo(agent.path(u"result.json"_s)).isFile() && !QFileInfo(agent.path(u"result.json"_s)).isSymLink());
    QCOMPARE(resultOf(agent).value(u"status"_s).toString(), u"complete"_s);
    QVERIFY(agent.read(u"SUMMARY.md"_s).startsWith("# Job"));
    QVERIFY(victim.seek(0));
    QCOMPARE(victim.readAll(), QByteArray("precious"));
}

void TestAgent::unwritableReportIsANote()
{
    AgentHarness agent;
    agent.job.prompt = "$ mkdir result.json; echo mine >result.json/x\n";
    QVERIFY(agent.run());
    QCOMPARE(agent.result->status, std::string("complete"));
    QCOMPARE(agent.notes.size(), 1);
    QVERIFY(agent.notes[0].contains(u"result.json"_s));
    QCOMPARE(agent.read(u"result.json/x"_s), QByteArray("mine\n"));
}

void TestAgent::badJobsEndWithASentence_data()
{
    QTest::addColumn<QByteArray>("provider");
    QTest::addColumn<QByteArray>("prompt");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("empty") << QByteArray("runbook") << QByteArray() << QByteArray("nothing to run");
    QTest::newRow("mistake") << QByteArray("runbook") << QByteArray("```sh x\n```") << QByteArray("Line 1");
    QTest::newRow("no provider") << QByteArray("oracle") << QByteArray("$ ls") << QByteArray("No provider: set a key.");
}

void TestAgent::badJobsEndWithASentence()
{
    QFETCH(QByteArray, provider);
    QFETCH(QByteArray, prompt);
    QFETCH(QByteArray, words);
    AgentHarness agent;
    agent.job.provider = provider.toStdString();
    agent.job.prompt = prompt.toStdString();
    agent.replyError(ca::protocol::rpcerror::providerFailed, "No provider: set a key.");
    QVERIFY(agent.run());
    QCOMPARE(agent.result->status, std::string("error"));
    QVERIFY2(QByteArray::fromStdString(agent.result->error).contains(words), agent.result->error.c_str());
    QVERIFY(agent.started.isEmpty());
    QCOMPARE(resultOf(agent).value(u"status"_s).toString(), u"error"_s);
}

void TestAgent::unreachableOrchestratorIsASentence()
{
    QProcess process;
    process.start(AgentHarness::agentPath(), {u"--socket"_s, u"/nonexistent/socket"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("/nonexistent/socket"));
}

QTEST_GUILESS_MAIN(TestAgent)
#include "tst_agent.moc"
