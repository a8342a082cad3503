#include <QCoroTask>
#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <csignal>
#include <unistd.h>

#include "otheruser.h"
#include "processtree.h"
#include "sandboxjob.h"

using namespace ca;
using namespace ca::testing;
using namespace Qt::StringLiterals;

/// The engine with real sandboxes; run by root it runs all once more as an ordinary user without cgroups.
class TestBubblewrapEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checkFindsThisSystemSafe();
    void checkHearsOfAnEndThatComesAtOnce();
    void passesExitCodeAndOutputOn();
    void filesBelongToTheJobUser();
    void showsOnlyWhatIsPromised_data();
    void showsOnlyWhatIsPromised();
    void runsBelowAFolderThatIsClosedToOthers();
    void knowsItsAgent();
    void killEndsTheWholeTree_data();
    void killEndsTheWholeTree();
    void destructorEndsTheWholeTree();
    void killedMonitorLeavesNothing();
    void everyLimitIsKeptBySomething();
    void fractionOfCpuNeedsCgroups();
    void brokenBwrapIsExplained();
    void missingBwrapIsExplained();
    void missingAgentIsNamed();
    void leavesNoDescriptorsBehind();
    void ordinaryUserToo();

private:
    static BubblewrapConfig config();
};

BubblewrapConfig TestBubblewrapEngine::config()
{
    return {.agentPath = stepAgentPath(), .agentArguments = {}, .bwrapPath = {}, .useCgroups = !isRunAgain()};
}

void TestBubblewrapEngine::checkFindsThisSystemSafe()
{
    BubblewrapEngine engine(config());
    const auto safe = QCoro::waitFor(engine.check());
    QVERIFY2(safe, safe ? "" : qPrintable(safe.error().message));
}

void TestBubblewrapEngine::checkHearsOfAnEndThatComesAtOnce()
{
    BubblewrapEngine engine(config());
    for (int i = 0; i < 20; ++i) {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(QCoro::waitFor(engine.check()));
        QVERIFY2(timer.elapsed() < 10'000,
                 qPrintable(u"%1 ms"_s.arg(timer.elapsed()))); // what it waits at most is 30 s
    }
}

void TestBubblewrapEngine::passesExitCodeAndOutputOn()
{
    BubblewrapEngine engine(config());
    SandboxJob job;
    job.writeShellStep("echo to out; echo to err >&2; exit 7\n");
    QCOMPARE(job.run(engine), QString());
    QCOMPARE(job.exitCode(), 7);
    QCOMPARE(job.out(), "to out\n");
    QCOMPARE(job.err(), "to err\n");
}

void TestBubblewrapEngine::filesBelongToTheJobUser()
{
    BubblewrapEngine engine(config());
    SandboxJob job;
    job.writeShellStep("id -u; id -g; id -un; echo made > made; touch ~/athome; stat -c %u made\n");
    QCOMPARE(job.run(engine), QString());
    QCOMPARE(job.out(), "1000\n1000\nagent\n1000\n");
    const QFileInfo made(job.workspace() + u"/made");
    QVERIFY(QFile::exists(job.home() + u"/athome"));
    QVERIFY(made.ownerId() != 0);
    QCOMPARE(made.ownerId(), ::geteuid() == 0 ? 60600U : ::geteuid());
}

void TestBubblewrapEngine::showsOnlyWhatIsPromised_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("host name") << "uname -n"_ba << "sandbox\n"_ba;
    QTest::newRow("network devices") << "tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '"_ba << "lo\n"_ba;
    QTest::newRow("no capabilities") << "grep -cE '^Cap...:.*[1-9a-f]' /proc/self/status || true"_ba << "0\n"_ba;
    QTest::newRow("no new privileges, filtered")
        << "grep -E '^(NoNewPrivs|Seccomp):' /proc/self/status | tr -d '\\t'"_ba
        << "NoNewPrivs:1\nSeccomp:2\n"_ba;
    QTest::newRow("environment") << "env | cut -d= -f1 | sort | tr '\\n' ' '"_ba
                                 << "HOME LANG LOGNAME PATH PWD SHELL TERM TMPDIR USER "_ba;
    QTest::newRow("writable places")
        << "for d in / /etc /usr /dev /dev/shm /run /run/agent /var /proc /tmp /workspace /home /home/agent; "
           "do touch $d/.w 2>/dev/null && echo $d; done; true"_ba
        << "/dev/shm\n/tmp\n/workspace\n/home/agent\n"_ba;
    QTest::newRow("processes") << "set -- /proc/[0-9]*; echo $#"_ba << "2\n"_ba; // the agent and this shell
    QTest::newRow("descriptors") << "python3 -c 'import os; print(len(os.listdir(\"/proc/self/fd\")))'"_ba
                                 << "4\n"_ba; // the fourth is the listing's own
    QTest::newRow("kernel secrets") << "cat /proc/kcore /proc/keys /proc/kallsyms /proc/cmdline 2>/dev/null | wc -c"_ba
                                    << "0\n"_ba;
    QTest::newRow("top folders") << "ls / | grep -vE '^(bin|sbin|lib.*)$' | tr '\\n' ' '"_ba
                                 << "dev etc home proc run tmp usr var workspace "_ba;
}

void TestBubblewrapEngine::showsOnlyWhatIsPromised()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, answer);
    BubblewrapEngine engine(config());
    SandboxJob job;
    job.writeShellStep(script);
    QCOMPARE(job.run(engine), QString());
    QCOMPARE(job.out() + job.err(), answer);
}

void TestBubblewrapEngine::runsBelowAFolderThatIsClosedToOthers()
{
    BubblewrapEngine engine(config());
    SandboxJob job(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    job.writeShellStep("echo here\n");
    QCOMPARE(job.run(engine), QString());
    QCOMPARE(job.out(), "here\n");
}

void TestBubblewrapEngine::knowsItsAgent()
{
    BubblewrapEngine engine(config());
    SandboxJob job;
    QCOMPARE(job.startUp(engine, "touch up; exec sleep 60\n"), QString());
    const auto monitors = processTree(::getpid());
    QCOMPARE(std::ranges::count_if(monitors, [&](pid_t pid) { return job.sandbox()->isAgent(pid); }), 1);
    QVERIFY(!job.sandbox()->isAgent(::getpid()));
    QVERIFY(!job.sandbox()->isAgent(monitors.back())); // the step
    job.sandbox()->kill();
    QVERIFY(job.waitForEnd());
}

void TestBubblewrapEngine::killEndsTheWholeTree_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("daemonised") << "setsid -f sh -c 'touch up; exec sleep 1000'; exec sleep 1000"_ba;
    QTest::newRow("signal-proof") << "trap '' TERM HUP INT QUIT; touch up; while :; do sleep 1000; done"_ba;
    QTest::newRow("stopped") << "sleep 1000 & kill -STOP $!; touch up; kill -STOP $$"_ba;
    QTest::newRow("forking")
        << "touch up; f() { f & f & sleep 1000; }; (ulimit -p 100 2>/dev/null; f) || sleep 1000"_ba;
}

void TestBubblewrapEngine::killEndsTheWholeTree()
{
    QFETCH(QByteArray, script);
    BubblewrapEngine engine(config());
    SandboxJob job;
    QCOMPARE(job.startUp(engine, script), QString());
    const auto before = processTree(::getpid());
    QVERIFY(before.size() > 3);
    QElapsedTimer timer;
    timer.start();
    job.sandbox()->kill();
    QVERIFY(job.waitForEnd());
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(processTree(::getpid()).size(), 1U);
    for (const auto pid : before)
        QVERIFY(pid == ::getpid() || !isRunning(pid));
}

void TestBubblewrapEngine::destructorEndsTheWholeTree()
{
    BubblewrapEngine engine(config());
    SandboxJob job;
    QCOMPARE(job.startUp(engine, "trap '' TERM; setsid -f sleep 1000; touch up; sleep 1000"), QString());
    const auto before = processTree(::getpid());
    job.destroySandbox();
    for (const auto pid : before)
        QVERIFY(pid == ::getpid() || !isRunning(pid));
}

void TestBubblewrapEngine::killedMonitorLeavesNothing()
{
    BubblewrapEngine engine(config());
    SandboxJob job;
    QCOMPARE(job.startUp(engine, "setsid -f sleep 1000; touch up; sleep 1000"), QString());
    const auto before = processTree(::getpid());
    QVERIFY(before.size() > 3);
    QCOMPARE(::kill(before.at(1), SIGKILL), 0);
    QVERIFY(job.waitForEnd());
    QCOMPARE(job.exitCode(), 137);
    for (const auto pid : before)
        QVERIFY(pid == ::getpid() || !isRunning(pid));
}

void TestBubblewrapEngine::everyLimitIsKeptBySomething()
{
    BubblewrapEngine engine(config());
    SandboxJob job;
    job.writeShellStep("true\n");
    QCOMPARE(job.run(engine), QString());
    QStringList limits;
    for (const auto &[limit, by] : job.sandbox()->enforcement()) {
        limits.append(limit);
        QVERIFY(!by.isEmpty());
    }
    limits.sort();
    QCOMPARE(limits, QStringList({u"cpus"_s, u"disk_mb"_s, u"memory_mb"_s, u"pids"_s}));
}

void TestBubblewrapEngine::fractionOfCpuNeedsCgroups()
{
    auto without = config();
    without.useCgroups = false;
    BubblewrapEngine engine(without);
    SandboxJob job;
    job.limits.cpus = 0.5;
    QVERIFY(!job.start(engine).isEmpty());
    QCOMPARE(job.startError()->code, ErrorCode::InvalidArgument);
    QCOMPARE(job.startError()->detail, u"cpus"_s);
}

void TestBubblewrapEngine::brokenBwrapIsExplained()
{
    QTemporaryDir folder;
    QFile fake(folder.filePath(u"bwrap"_s));
    QVERIFY(fake.open(QIODevice::WriteOnly));
    fake.write("#!/bin/sh\necho 'bwrap: Creating new namespace failed: Operation not permitted' >&2\nexit 1\n");
    fake.close();
    fake.setPermissions(fake.permissions() | QFile::ExeOwner | QFile::ExeOther | QFile::ReadOther);
    QFile::setPermissions(folder.path(), QFile::permissions(folder.path()) | QFile::ExeOther | QFile::ReadOther);
    auto broken = config();
    broken.bwrapPath = fake.fileName();
    BubblewrapEngine engine(broken);
    SandboxJob job;
    QVERIFY(job.start(engine).contains(u"user namespace"_s));
    QCOMPARE(job.startError()->code, ErrorCode::SandboxUnsafe);
}

void TestBubblewrapEngine::missingBwrapIsExplained()
{
    auto missing = config();
    missing.bwrapPath = u"/nonexistent/bwrap"_s;
    BubblewrapEngine engine(missing);
    const auto safe = QCoro::waitFor(engine.check());
    QVERIFY(!safe);
    QCOMPARE(safe.error().code, ErrorCode::SandboxUnsafe);
    QVERIFY(safe.error().message.contains(u"Install"_s));
}

void TestBubblewrapEngine::missingAgentIsNamed()
{
    auto missing = config();
    missing.agentPath = u"/nonexistent/agent"_s;
    BubblewrapEngine engine(missing);
    SandboxJob job;
    QVERIFY(job.start(engine).contains(u"/nonexistent/agent"_s));
}

void TestBubblewrapEngine::leavesNoDescriptorsBehind()
{
    BubblewrapEngine engine(config());
    const auto count = [] { return QDir(u"/proc/self/fd"_s).entryList(QDir::AllEntries | QDir::System).size(); };
    const auto runOne = [&engine] {
        SandboxJob job;
        job.writeShellStep("true\n");
        QCOMPARE(job.run(engine), QString());
    };
    runOne(); // the first one makes what all share
    const auto before = count();
    for (int i = 0; i < 3; ++i)
        runOne();
    QCOMPARE(count(), before);
}

void TestBubblewrapEngine::ordinaryUserToo()
{
    if (isRunAgain())
        return;
    if (::geteuid() != 0)
        QSKIP("the tests above ran as an ordinary user");
    const auto failed = runAgainAsOrdinaryUser();
    QVERIFY2(failed.isEmpty(), qPrintable(failed));
}

QTEST_GUILESS_MAIN(TestBubblewrapEngine)
#include "tst_bubblewrapengine.moc"
