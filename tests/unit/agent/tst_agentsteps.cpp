#include <QTest>

#include <csignal>
#include <unistd.h>

#include "agentharness.h"

using namespace Qt::StringLiterals;

/// The real program: what a step finds around it, and where its output goes.
class TestAgentSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typeScriptResolvesModules_data();
    void typeScriptResolvesModules();
    void pythonImportsFromTheWorkspace();
    void stepsInheritNothing();
    void logLimitDropsTheRest();
    void closedOutputIsNoProblem();
    void limitsReachTheSteps();
};

void TestAgentSteps::typeScriptResolvesModules_data()
{
    QTest::addColumn<QByteArray>("info");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("out");
    const auto row = [](const char *name, const char *info, const char *code, const char *out) {
        QTest::newRow(name) << QByteArray(info) << QByteArray(code) << QByteArray(out);
    };
    row("package", "ts", "import { who } from 'pkg';\nconsole.log(who, require('pkg').who);", "pkg pkg\n");
    row("relative", "ts", "import { lib } from './lib';\nconsole.log(lib);", "lib\n");
    row("relative to its file", "ts file=src/main.ts", "import { lib } from '../lib';\nconsole.log(lib);", "lib\n");
    row("package seen from a file", "js file=src/main.js", "console.log(require('pkg').who);", "pkg\n");
    row("top-level await", "ts",
        "import * as fs from 'fs/promises';\nconst t = await fs.readFile('lib.ts', 'utf8');\n"
        "console.log(t.length > 0, typeof require('os').cpus);",
        "true function\n");
    row("main module", "js", "if (require.main === module) console.log('main');", "main\n");
    row("main module with await", "js", "await 0;\nif (require.main === module) console.log('main');", "main\n");
    row("own names", "js",
        "import { createRequire } from 'module';\nconst require = createRequire(import.meta.url);\n"
        "const __dirname = 'mine';\nconsole.log(__dirname, typeof require);",
        "mine function\n");
    row("place", "ts", "console.log(__dirname === process.cwd(), import.meta.url.startsWith('file:///'));",
        "true true\n");
    row("required while it runs", "js", "const name = 'pkg'; console.log(require(name).who);", "pkg\n");
}

void TestAgentSteps::typeScriptResolvesModules()
{
    QFETCH(QByteArray, info);
    QFETCH(QByteArray, code);
    AgentHarness agent;
    agent.job.prompt = block("js file=node_modules/pkg/index.js", "exports.who = 'pkg';") +
                       block("json file=lib.json", "{}") + block("text file=lib.ts", "export const lib = 'lib';");
    // The package is only to be there, not to be run for its own sake.
    agent.job.prompt.replace(3, 2, "text");
    agent.job.prompt += block(info.constData(), code.constData());
    QVERIFY(agent.run());
    QVERIFY2(agent.result->status == "complete", (agent.err.toStdString() + agent.result->error).c_str());
    QTEST(agent.outOf(4), "out");
}

void TestAgentSteps::pythonImportsFromTheWorkspace()
{
    AgentHarness agent;
    agent.job.prompt = block("text file=helper.py", "value = 7") +
                       block("python", "import helper; print(helper.value)") +
                       block("python file=sub/app.py", "import helper; print(helper.value + 1)");
    QVERIFY(agent.run());
    QCOMPARE(agent.out, QByteArray("7\n8\n"));
}

void TestAgentSteps::stepsInheritNothing()
{
    AgentHarness agent;
    agent.job.prompt = block(
        "python", "import os\nprint(sorted(os.listdir('/proc/self/fd')), os.readlink('/proc/self/fd/0'))\n"
                  "print(os.getsid(0) == os.getpid() == os.getpgid(0), os.getcwd())\n"
                  "print([l.split()[1] for l in open('/proc/self/status') if l.startswith(('SigBlk', 'SigIgn'))])");
    QVERIFY(agent.run());
    // 3 is the listing itself. Python ignores SIGPIPE (0x1000) and SIGXFSZ (0x1000000) on its own.
    QCOMPARE(agent.out, "['0', '1', '2', '3'] /dev/null\nTrue " + agent.path({}).chopped(1).toUtf8() +
                            "\n['0000000000000000', '0000000001001000']\n");
}

void TestAgentSteps::logLimitDropsTheRest()
{
    constexpr qsizetype limit = 1 << 20;
    AgentHarness agent;
    agent.job.logBytes = limit;
    agent.job.prompt = "$ printf x >&2; head -c 3000000 /dev/zero\n$ echo lost; echo kept >file\n";
    QVERIFY(agent.run());
    QCOMPARE(agent.result->status, std::string("complete"));
    QCOMPARE(agent.out.size(), limit - 1);
    QVERIFY2(agent.err.startsWith("x\n[output limit of 1 MB reached: "), agent.err.constData());
    const auto dropped = 3'000'000 - (limit - 1) + 5;
    QCOMPARE(agent.result->droppedBytes, static_cast<std::uint64_t>(dropped));
    QVERIFY(agent.err.endsWith(QByteArray("\n[" + QByteArray::number(dropped) + " bytes of output were dropped]\n")));
    QCOMPARE(agent.outOf(1).size(), limit - 1);
    QVERIFY(agent.errOf(1).endsWith("]\n"));
    QCOMPARE(agent.outOf(2), QByteArray());
    QCOMPARE(agent.read(u"file"_s), QByteArray("kept\n"));
}

void TestAgentSteps::closedOutputIsNoProblem()
{
    AgentHarness agent;
    agent.job.prompt = "$ exec >&- 2>&-; true\n$ echo a\n";
    QVERIFY(agent.run());
    QCOMPARE(agent.result->status, std::string("complete"));
    QCOMPARE(agent.outOf(2), QByteArray("a\n"));
}

void TestAgentSteps::limitsReachTheSteps()
{
    AgentHarness agent;
    agent.job.maxProcesses = 99;
    agent.job.maxFileBytes = 1U << 20U;
    agent.job.prompt = "$ echo $(ulimit -u) $(ulimit -Hu) $(ulimit -f) $(ulimit -Hf) $(ulimit -c) $(ulimit -Hc)\n"
                       "$ exec head -c 2000000 /dev/zero >big\n";
    QVERIFY(agent.run());
    QCOMPARE(agent.outOf(1), QByteArray("99 99 1024 1024 0 0\n"));
    QCOMPARE(agent.finished.at(1).exitCode, 128 + SIGXFSZ);
    QVERIFY(QByteArray::fromStdString(agent.finished.at(1).error).contains("disk_mb"));
}

QTEST_GUILESS_MAIN(TestAgentSteps)
#include "tst_agentsteps.moc"
