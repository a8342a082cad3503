#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

#include "cgroupfiles.h"
#include "cgrouphost.h"
#include "cgroupmounts.h"
#include "cgroupv1.h"
#include "cgroupv2.h"
#include "jobcgroup.h"
#include "sandboxowner.h"
#include "smallfile.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// Version 2 on a folder that looks like a delegated group, version 1 for real where this process may make groups.
class TestCgroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsOwnGroups_data();
    void findsOwnGroups();
    void v2NeedsDelegation_data();
    void v2NeedsDelegation();
    void v2WritesEveryLimit();
    void v2TellsWhichLimitWasHit();
    void v1EndsWhatGoesPastMemory();
    void v1TellsOfTooManyProcesses();
    void removesOnlyWhatDeadOwnersLeft();
    void failedGroupLeavesNothing();
    void quotaStaysAboveTheKernelsLeast();

private:
    static void makeFile(const QString &path, const QByteArray &content = {});
    static QByteArray read(const QString &path) { return readSmallFile(path).value_or("missing"); }
    static CgroupMounts ownMounts();
    /// Runs a shell command in the group.
    static void startIn(const JobCgroup &group, QProcess &process, const QString &command);
};

void TestCgroups::makeFile(const QString &path, const QByteArray &content)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QCOMPARE(writeSmallFile(path, content), 0);
}

CgroupMounts TestCgroups::ownMounts()
{
    return findCgroupMounts(read(u"/proc/self/mountinfo"_s), read(u"/proc/self/cgroup"_s));
}

void TestCgroups::startIn(const JobCgroup &group, QProcess &process, const QString &command)
{
    process.setChildProcessModifier([&group] {
        for (const int fd : group.joinFds()) [[maybe_unused]]
            const auto written = ::write(fd, "0", 1);
    });
    process.start(u"sh"_s, {u"-c"_s, command});
    QVERIFY(process.waitForStarted());
    process.setChildProcessModifier({});
}

void TestCgroups::findsOwnGroups_data()
{
    QTest::addColumn<QByteArray>("mountInfo");
    QTest::addColumn<QByteArray>("self");
    QTest::addColumn<QString>("unified");
    QTest::addColumn<QString>("memory");
    const auto v2Mount = "30 20 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"_ba;
    QTest::newRow("v2") << v2Mount << "0::/user.slice/app.scope\n"_ba << u"/sys/fs/cgroup/user.slice/app.scope"_s
                        << QString();
    QTest::newRow("v2 root") << v2Mount << "0::/\n"_ba << u"/sys/fs/cgroup"_s << QString();
    QTest::newRow("v1") << "31 20 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"_ba
                        << "4:memory:/jobs\n0::/\n"_ba << QString() << u"/sys/fs/cgroup/memory/jobs"_s;
    QTest::newRow("v1 part mounted") << "31 20 0:27 /docker/x /cg/a\\040b rw - cgroup cgroup rw,cpu,memory\n"_ba
                                     << "4:cpu,memory:/docker/x/y\n"_ba << QString() << u"/cg/a b/y"_s;
    QTest::newRow("out of sight") << "31 20 0:27 /docker/x /cg rw - cgroup cgroup rw,memory\n"_ba
                                  << "4:memory:/docker/xy\n"_ba << QString() << QString();
    QTest::newRow("nothing") << QByteArray("garbage\n\n1 2 3\n") << QByteArray("garbage\n") << QString() << QString();
}

void TestCgroups::findsOwnGroups()
{
    QFETCH(QByteArray, mountInfo);
    QFETCH(QByteArray, self);
    const auto mounts = findCgroupMounts(mountInfo, self);
    QTEST(mounts.unified, "unified");
    QTEST(mounts.v1.value("memory"), "memory");
}

void TestCgroups::v2NeedsDelegation_data()
{
    QTest::addColumn<QByteArray>("controllers");
    QTest::addColumn<QByteArray>("processes");
    QTest::addColumn<bool>("memory");
    QTest::newRow("alone") << "cpu memory pids\n"_ba << "42\n"_ba << true;
    QTest::newRow("nobody") << "cpu memory pids\n"_ba << QByteArray() << true;
    QTest::newRow("with others") << "cpu memory pids\n"_ba << "42\n43\n"_ba << false;
    QTest::newRow("no memory controller") << "cpu pids\n"_ba << "42\n"_ba << false;
    QTest::newRow("no controllers") << "\n"_ba << "42\n"_ba << false;
}

void TestCgroups::v2NeedsDelegation()
{
    QFETCH(QByteArray, controllers);
    QFETCH(QByteArray, processes);
    QTemporaryDir own;
    makeFile(own.filePath(u"cgroup.controllers"_s), controllers);
    makeFile(own.filePath(u"cgroup.procs"_s), processes);
    makeFile(own.filePath(u"cgroup.type"_s), "domain\n");
    makeFile(own.filePath(u"cgroup.subtree_control"_s));
    // What the kernel would show in the child once the controllers are on.
    makeFile(own.filePath(u"containerized-agent/cgroup.controllers"_s));
    makeFile(own.filePath(u"containerized-agent/cgroup.subtree_control"_s), controllers);
    const CgroupV2 cgroup(own.path(), 42);
    QTEST(cgroup.offers(Resource::Memory), "memory");
    if (cgroup.offers(Resource::Memory) && !processes.isEmpty())
        QCOMPARE(read(own.filePath(u"containerized-agent-main/cgroup.procs"_s)), "42");
    else
        QVERIFY(!QFile::exists(own.filePath(u"containerized-agent-main/cgroup.procs"_s)) ||
                read(own.filePath(u"cgroup.procs"_s)) == "42\n");
}

void TestCgroups::v2WritesEveryLimit()
{
    QTemporaryDir own;
    makeFile(own.filePath(u"cgroup.controllers"_s), "cpu memory pids\n");
    makeFile(own.filePath(u"cgroup.subtree_control"_s));
    makeFile(own.filePath(u"containerized-agent/cgroup.subtree_control"_s), "cpu memory pids\n");
    CgroupV2 cgroup(own.path(), 42);
    const QDir directory(own.filePath(u"containerized-agent/job"_s));
    JobCgroup group;
    QVERIFY(cgroup.add(group, u"job"_s, {.cpus = 1.5, .memoryBytes = 4096, .pids = 7}));
    QCOMPARE(read(directory.filePath(u"memory.max"_s)), "4096");
    QCOMPARE(read(directory.filePath(u"pids.max"_s)), "7");
    QCOMPARE(read(directory.filePath(u"cpu.max"_s)), "150000 100000");
    QCOMPARE(group.joinFds().size(), 1U);
    JobCgroup again;
    QVERIFY(!again.makeDirectory(directory.path())); // a group is never shared
    // A kernel's files would go with their folder.
    QVERIFY(QDir(directory.path()).removeRecursively());
}

void TestCgroups::v2TellsWhichLimitWasHit()
{
    QTemporaryDir own;
    makeFile(own.filePath(u"memory.events"_s), "low 0\noom 1\noom_kill 0\n");
    makeFile(own.filePath(u"pids.events"_s), "max 0\n");
    JobCgroup group;
    group.watchFile(Resource::Memory, own.filePath(u"memory.events"_s), "oom_kill");
    group.watchFile(Resource::Pids, own.filePath(u"pids.events"_s), "max");
    QCOMPARE(group.limitHitSoFar(), std::nullopt);
    QCOMPARE(writeSmallFile(own.filePath(u"pids.events"_s), "max 3\n"), 0);
    QCOMPARE(group.limitHitSoFar(), Resource::Pids);
    QCOMPARE(writeSmallFile(own.filePath(u"memory.events"_s), "low 0\noom 1\noom_kill 1\n"), 0);
    QCOMPARE(group.limitHitSoFar(), Resource::Memory);
}

void TestCgroups::v1EndsWhatGoesPastMemory()
{
    CgroupV1 cgroup(ownMounts().v1);
    if (!cgroup.offers(Resource::Memory))
        QSKIP("this process may not make cgroups of version 1 here");
    JobCgroup group;
    const auto name = SandboxOwner::self().groupName(u"memory"_s);
    QVERIFY(cgroup.add(group, name, {.cpus = {}, .memoryBytes = 32 << 20, .pids = {}}));
    QSignalSpy hit(&group, &JobCgroup::limitHit);
    QProcess process;
    startIn(group, process, u"exec python3 -c 'x = b\"x\" * (200 << 20)'"_s);
    QVERIFY(hit.wait(10'000));
    QCOMPARE(hit.front().front().value<Resource>(), Resource::Memory);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QVERIFY(group.remove());
}

void TestCgroups::v1TellsOfTooManyProcesses()
{
    CgroupV1 cgroup(ownMounts().v1);
    if (!cgroup.offers(Resource::Pids))
        QSKIP("this process may not make cgroups of version 1 here");
    JobCgroup group;
    QVERIFY(cgroup.add(group, SandboxOwner::self().groupName(u"pids"_s), {.cpus = 0.5, .memoryBytes = {}, .pids = 3}));
    QSignalSpy hit(&group, &JobCgroup::limitHit);
    QProcess process;
    startIn(group, process, u"sleep 100 & sleep 100 & sleep 100 & sleep 100 & wait"_s);
    QVERIFY(hit.wait(10'000));
    QCOMPARE(hit.front().front().value<Resource>(), Resource::Pids);
    QVERIFY(group.remove()); // ends what still runs in it
    QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished());
}

void TestCgroups::removesOnlyWhatDeadOwnersLeft()
{
    QTemporaryDir parent;
    auto dead = SandboxOwner::self();
    ++dead.startTime;
    const auto mine = SandboxOwner::self().groupName(u"mine"_s);
    const auto theirs = dead.groupName(u"theirs"_s);
    for (const auto &name : {mine, theirs, u"user.slice"_s})
        QVERIFY(QDir(parent.path()).mkdir(name));
    removeLeftoverCgroups(parent.path());
    QCOMPARE(QDir(parent.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name),
             QStringList({mine, u"user.slice"_s}));
}

void TestCgroups::failedGroupLeavesNothing()
{
    auto host = CgroupHost::ofThisSystem();
    if (host.nameFor(Resource::Memory) != u"cgroup v1"_s)
        QSKIP("this process may not make cgroups of version 1 here");
    const auto name = SandboxOwner::self().groupName(u"twice"_s);
    const auto first = host.create(name, {.cpus = {}, .memoryBytes = 1 << 25, .pids = 5});
    QVERIFY(first);
    QVERIFY(!host.create(name, {.cpus = {}, .memoryBytes = 1 << 25, .pids = 5}));
    QVERIFY((*first)->remove());
    QVERIFY(host.create(name, {.cpus = {}, .memoryBytes = 1 << 25, .pids = 5}));
}

void TestCgroups::quotaStaysAboveTheKernelsLeast()
{
    QCOMPARE(cpuQuotaMicros(1.5), 150'000);
    QCOMPARE(cpuQuotaMicros(0.001), 1000);
}

QTEST_GUILESS_MAIN(TestCgroups)
#include "tst_cgroups.moc"
