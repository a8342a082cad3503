#include <QCoroTask>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QScopeGuard>
#include <QTest>
#include <sys/mount.h>

#include "containerimages.h"
#include "enginetest.h"

using namespace ca;
using namespace ca::test;
using namespace Qt::StringLiterals;

namespace {
const auto emptyName = u"nothing:1"_s;
}

/// Jobs of a real server in containers of a real engine ($CA_ENGINE), and what is left afterwards: nothing.
class TestEngines : public EngineTest
{
    Q_OBJECT

private Q_SLOTS:
    void jobsRunInAnyImage();
    void jobsRunInAnImageWithNothingInIt();
    void jobsRunInAnImageWithOnlyAShell();
    void sandboxIsAsTightAsEveryOther();
    void outputIsCompleteAndInItsStream();
    void failingStepEndsTheJob();
    void missingImageSaysWhatToDo();
    void unknownRuntimeSaysWhatToDo();
    void limitsEndTheJob_data();
    void limitsEndTheJob();
    void fullDiskEndsTheJob();
    void cancelEndsTheContainer();
    void killFromOutsideIsToldApart_data();
    void killFromOutsideIsToldApart();
    void engineTellsOfAContainer();

private:
    Setup setup() override { return {.emptyImages = {emptyName}}; }
    QJsonObject run(const QString &prompt, const QJsonObject &body = {}) { return server().run(prompt, body); }
};

void TestEngines::jobsRunInAnyImage()
{
    const QJsonObject job = run(u"```sh\necho hello > greeting.txt; cat greeting.txt\n```\n"
                                "```python\nprint(6 * 7)\n```\n"_s,
                                {{u"image"_s, imageName()}});
    QVERIFY2(job[u"status"] == u"complete"_s, qPrintable(job[u"error"].toString()));
    QCOMPARE(job[u"engine"].toString(), engineKindName(kind()));
    QCOMPARE(job[u"engine_reason"].toString(), u"the job names an image"_s);
    QCOMPARE(job[u"image"].toString(), imageName());
    QCOMPARE(job[u"container_id"].toString().size(), 64);
    QCOMPARE(server().log(job[u"job_id"].toString()), QByteArray("hello\n42\n"));
    QCOMPARE(server().http().get(u"/job/%1/files/greeting.txt"_s.arg(job[u"job_id"].toString())).status, 200);
    QVERIFY(job[u"enforced_by"][u"memory_mb"].toString().startsWith(engineKindName(kind())));
}

void TestEngines::jobsRunInAnImageWithNothingInIt()
{
    const QJsonObject job = run(u"```text file=docs/note.txt\nonly written\n```\n"_s, {{u"image"_s, emptyName}});
    QVERIFY2(job[u"status"] == u"complete"_s, qPrintable(job[u"error"].toString()));
    const QJsonObject shell = run(u"$ true\n"_s, {{u"image"_s, emptyName}});
    QCOMPARE(shell[u"status"].toString(), u"error"_s);
    QVERIFY2(shell[u"error"].toString().contains(u"sh"_s), qPrintable(shell[u"error"].toString()));
}

void TestEngines::jobsRunInAnImageWithOnlyAShell()
{
    // As Alpine's, a busybox and no C library of Debian's kind; here not even that has a file of its own.
    const auto id = QCoro::waitFor(
        engine().client().create(u"source"_s, {{u"Image"_s, imageName()}, {u"Cmd"_s, QJsonArray{u"/bin/true"_s}}}));
    QVERIFY2(id.has_value(), qPrintable(id ? QString() : id.error().message));
    const auto archive = QCoro::waitFor(engine().client().archive(*id, u"/usr/bin/busybox"_s));
    QVERIFY(QCoro::waitFor(engine().client().remove(*id)).has_value());
    QVERIFY2(archive.has_value(), qPrintable(archive ? QString() : archive.error().message));
    const qsizetype size = archive->sliced(124, 11).toLongLong(nullptr, 8);
    QVERIFY(size > 100'000);
    const QByteArray shell = tarOf("bin/sh", archive->sliced(512, size), 0755);
    QCOMPARE(engine().importImage(u"shell:1"_s, shell), QString());
    const QJsonObject job = run(u"$ echo hello from $0; pwd; echo kept > kept.txt\n"_s, {{u"image"_s, u"shell:1"_s}});
    const QJsonObject python = run(u"```python\nprint(1)\n```\n"_s, {{u"image"_s, u"shell:1"_s}});
    const auto removed =
        QCoro::waitFor(engine().client().http().exchange({.method = "DELETE", .path = u"/images/shell:1"_s}));
    QVERIFY(removed && removed->isGood());
    QVERIFY2(job[u"status"] == u"complete"_s, qPrintable(job[u"error"].toString()));
    const QByteArray out = server().log(job[u"job_id"].toString());
    QVERIFY2(out.contains("hello from") && out.contains("\n/workspace\n"), out.constData());
    QCOMPARE(python[u"status"].toString(), u"error"_s);
    QVERIFY2(python[u"error"].toString().contains(u"python3"_s), qPrintable(python[u"error"].toString()));
}

void TestEngines::sandboxIsAsTightAsEveryOther()
{
    const QJsonObject job =
        run(u"```sh\n"
            "id -u; id -g\n"
            "grep -E '^(NoNewPrivs|Seccomp|CapEff|CapBnd|CapPrm):' /proc/self/status | tr -d '\\t'\n"
            "tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '; ls /sys\n"
            "touch /usr/x 2>/dev/null || echo read-only\n"
            "touch /run/agent/x 2>/dev/null || echo read-only too\n"
            "touch /tmp/x \"$HOME/x\" /workspace/x && echo writable\n"
            "unshare -U true 2>/dev/null || echo no user namespace\n"
            "echo $HOME $USER; pwd\n"
            "cat /proc/1/environ 2>/dev/null || echo not readable\n"
            "```\n"_s);
    QVERIFY2(job[u"status"] == u"complete"_s, qPrintable(job[u"error"].toString()));
    QCOMPARE(QString::fromUtf8(server().log(job[u"job_id"].toString())),
             u"1000\n1000\nCapPrm:0000000000000000\nCapEff:0000000000000000\nCapBnd:0000000000000000\nNoNewPrivs:1\n"
             "Seccomp:2\nlo\nread-only\nread-only too\nwritable\nno user namespace\n/home/agent agent\n/workspace\n"
             "not readable\n"_s);
}

void TestEngines::outputIsCompleteAndInItsStream()
{
    const QJsonObject job =
        run(u"$ head -c 3000000 /dev/zero | tr '\\0' x; head -c 1000000 /dev/zero | tr '\\0' y >&2\n"
            "$ printf end; printf err >&2\n"_s);
    QCOMPARE(job[u"status"].toString(), u"complete"_s);
    const QString id = job[u"job_id"].toString();
    const QByteArray out = server().log(id);
    const QByteArray err = server().log(id, u"stderr"_s);
    QCOMPARE(out.size(), 3'000'003);
    QCOMPARE(out.count('x'), 3'000'000);
    QCOMPARE(out.last(3), QByteArray("end"));
    QCOMPARE(err, QByteArray(1'000'000, 'y') + "err");
}

void TestEngines::failingStepEndsTheJob()
{
    const QJsonObject job = run(u"$ echo oops >&2; exit 7\n$ echo never\n"_s);
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QCOMPARE(job[u"exit_code"].toInt(), 7);
    QCOMPARE(job[u"engine_reason"].toString(), u"the setting AGENT_ENGINE"_s);
    QCOMPARE(server().log(job[u"job_id"].toString(), u"stderr"_s), QByteArray("oops\n"));
}

void TestEngines::missingImageSaysWhatToDo()
{
    const QJsonObject job = run(u"$ true\n"_s, {{u"image"_s, u"no/such-image:3"_s}});
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QVERIFY2(job[u"error"].toString().contains(u"The image no/such-image:3 is not here: pull or build it"_s),
             qPrintable(job[u"error"].toString()));
}

void TestEngines::unknownRuntimeSaysWhatToDo()
{
    const QJsonObject job = run(u"$ true\n"_s, {{u"runtime"_s, u"no-such-runtime"_s}});
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QVERIFY2(job[u"error"].toString().contains(u"no-such-runtime"_s), qPrintable(job[u"error"].toString()));
    QCOMPARE(job[u"runtime"].toString(), u"no-such-runtime"_s);
}

void TestEngines::limitsEndTheJob_data()
{
    QTest::addColumn<QString>("limit");
    QTest::addColumn<int>("value");
    QTest::addColumn<QString>("prompt");
    QTest::newRow("memory") << u"memory_mb"_s << 64 << u"$ head -c 300000000 /dev/zero | tail -c 290000000 | wc -c\n"_s;
    QTest::newRow("processes") << u"pids"_s << 20 << u"$ for i in $(seq 60); do sleep 100 & done; wait\n"_s;
    QTest::newRow("disk") << u"disk_mb"_s << 20
                          << u"$ for i in 1 2 3 4 5; do head -c 10000000 /dev/zero > f$i; done; sleep 100\n"_s;
    QTest::newRow("time") << u"wall_time"_s << 3 << u"$ sleep 100\n"_s;
}

void TestEngines::limitsEndTheJob()
{
    QFETCH(QString, limit);
    QFETCH(int, value);
    QFETCH(QString, prompt);
    const QJsonObject job = run(prompt, {{u"limits"_s, QJsonObject{{limit, value}}}});
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QVERIFY2(job[u"error_code"] == u"limit_reached"_s, qPrintable(job[u"error"].toString()));
    QVERIFY2(job[u"error"].toString().contains(limit), qPrintable(job[u"error"].toString()));
}

void TestEngines::fullDiskEndsTheJob()
{
    EngineDaemon small = anotherServer();
    const QByteArray data = QFile::encodeName(small.dataDir());
    QCOMPARE(::mount("none", data.constData(), "tmpfs", MS_NOSUID | MS_NODEV, "size=40m"), 0);
    const auto unmounted = qScopeGuard([&] { ::umount2(data.constData(), MNT_DETACH); });
    QCOMPARE(small.start(), QString());
    const QJsonObject job = small.run(u"$ cat /dev/zero > fill || sleep 100\n"_s);
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    QVERIFY2(job[u"error"].toString().contains(u"is nearly full"_s), qPrintable(job[u"error"].toString()));
    QCOMPARE(engine().containers(), QStringList());
    QVERIFY(small.stop());
}

void TestEngines::cancelEndsTheContainer()
{
    const QString id = server().runUntil(u"$ echo ready; trap '' TERM; sleep 1000 & sleep 1000\n"_s, "ready");
    QVERIFY(!id.isEmpty());
    QCOMPARE(engine().containers().size(), 1);
    QCOMPARE(server().cancel(id), u"cancelled"_s);
    QCOMPARE(engine().containers(), QStringList());
}

void TestEngines::killFromOutsideIsToldApart_data()
{
    QTest::addColumn<bool>("isRemoved");
    QTest::newRow("killed") << false;
    QTest::newRow("removed") << true;
}

void TestEngines::killFromOutsideIsToldApart()
{
    QFETCH(bool, isRemoved);
    const QString id = server().runUntil(u"$ echo ready; sleep 1000\n"_s, "ready");
    QVERIFY(!id.isEmpty());
    const QString container = server().container(id);
    auto &client = engine().client();
    QVERIFY(QCoro::waitFor(isRemoved ? client.remove(container) : client.kill(container)).has_value());
    const QJsonObject job = server().awaitEnd(id);
    QCOMPARE(job[u"status"].toString(), u"error"_s);
    const QString error = job[u"error"].toString();
    // Podman asks the agent to end before it removes it, and it does so in time.
    if (isRemoved && kind() == EngineKind::Podman && error.contains(u"was cancelled"_s))
        return;
    QVERIFY2(error.contains(u"exit code 137"_s), qPrintable(error));
    // One that is removed may still be there when its end is asked for.
    QVERIFY2(error.contains(u"killed from outside"_s) ||
                 (isRemoved && error.contains(u"Somebody has removed its container"_s)),
             qPrintable(error));
}

void TestEngines::engineTellsOfAContainer()
{
    const QString id = server().runUntil(u"$ echo ready; sleep 1000\n"_s, "ready");
    QVERIFY(!id.isEmpty());
    const QString container = server().container(id);
    EngineClient &client = engine().client();
    const auto stats = QCoro::waitFor(client.stats(container));
    QVERIFY2(stats.has_value(), qPrintable(stats ? QString() : stats.error().message));
    QVERIFY((*stats)[u"memory_stats"][u"usage"].toInteger() > 0);
    const auto archive = QCoro::waitFor(client.archive(container, u"/etc/debian_version"_s));
    QVERIFY2(archive.has_value(), qPrintable(archive ? QString() : archive.error().message));
    QVERIFY(archive->contains("debian_version"));
    QVERIFY(QCoro::waitFor(client.pause(container)).has_value());
    QCOMPARE(QCoro::waitFor(client.inspect(container)).value_or(ContainerState()).status, u"paused"_s);
    QVERIFY(QCoro::waitFor(client.unpause(container)).has_value());
    QCOMPARE(server().cancel(id), u"cancelled"_s);
}

QTEST_GUILESS_MAIN(TestEngines)
#include "tst_engines.moc"
