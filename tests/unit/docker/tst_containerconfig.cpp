#include <QJsonArray>
#include <QJsonObject>
#include <QTest>
#include <unistd.h>

#include "containerconfig.h"
#include "engineaddress.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// What an engine is asked for, and what is refused before it is asked.
class TestContainerConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runtimeIsWhatTheEngineKnows_data();
    void runtimeIsWhatTheEngineKnows();
    void everySafetyIsAskedFor();
    void volumesOfTheImageBecomeMemory();
    void podmanGetsNoProxyOfItsService();
    void usersDependOnWhoRunsTheEngine();
    void limitThatNothingKeepsIsAnError_data();
    void limitThatNothingKeepsIsAnError();
    void versionIsNegotiated_data();
    void versionIsNegotiated();
    void addressIsAUnixSocket_data();
    void addressIsAUnixSocket();
    void unreachableSaysWhyAndWhatToDo();
};

namespace {
ContainerPlan plan()
{
    return {.image = u"debian:trixie-slim"_s,
            .imageVolumes = {},
            .runtime = {},
            .agentPath = u"/x/agent"_s,
            .agentArguments = {},
            .workspaceDir = u"/x/workspace"_s,
            .homeDir = u"/x/home"_s,
            .runtimeDir = u"/x/run"_s,
            .user = {.user = u"1000:1000"_s},
            .limits = {},
            .cpus = 1.5,
            .labels = {{u"a"_s, u"b"_s}}};
}

EngineFacts goodFacts()
{
    EngineFacts facts;
    facts.cgroupVersion = u"2"_s;
    facts.cpuCount = 4;
    facts.keepsMemory = facts.keepsSwap = facts.keepsPids = facts.keepsCpus = facts.hasSeccomp = true;
    return facts;
}
} // namespace

void TestContainerConfig::everySafetyIsAskedFor()
{
    const QJsonObject config = containerConfig(EngineKind::Docker, plan());
    const QJsonObject host = config["HostConfig"_L1].toObject();
    QCOMPARE(config["User"_L1].toString(), u"1000:1000"_s);
    QCOMPARE(config["Healthcheck"_L1]["Test"_L1].toArray(), QJsonArray{u"NONE"_s});
    QCOMPARE(host["NetworkMode"_L1].toString(), u"none"_s);
    QCOMPARE(host["ReadonlyRootfs"_L1].toBool(), true);
    QCOMPARE(host["CapDrop"_L1].toArray(), QJsonArray{u"ALL"_s});
    QCOMPARE(host["SecurityOpt"_L1].toArray(), QJsonArray{u"no-new-privileges"_s});
    QCOMPARE(host["Memory"_L1], host["MemorySwap"_L1]);
    QCOMPARE(host["Memory"_L1].toInteger(), Limits().memoryBytes());
    QCOMPARE(host["PidsLimit"_L1].toInt(), Limits().pids + 1);
    QCOMPARE(host["NanoCpus"_L1].toInteger(), 1'500'000'000);
    QVERIFY(!host.contains("Privileged"_L1) && !host.contains("Binds"_L1));
    for (const QJsonValue mount : host["Mounts"_L1].toArray()) {
        const QString target = mount["Target"_L1].toString();
        const bool mayWrite = target == "/workspace"_L1 || target == "/home/agent"_L1;
        QCOMPARE(mount["ReadOnly"_L1].toBool(), !mayWrite);
    }
}

void TestContainerConfig::volumesOfTheImageBecomeMemory()
{
    ContainerPlan with = plan();
    with.imageVolumes = {u"/var/lib/data"_s, u"/workspace"_s};
    const QJsonArray mounts = containerConfig(EngineKind::Docker, with)["HostConfig"_L1]["Mounts"_L1].toArray();
    QStringList memory;
    for (const QJsonValue mount : mounts) {
        if (mount["Type"_L1].toString() == "tmpfs"_L1)
            memory.append(mount["Target"_L1].toString());
    }
    QCOMPARE(memory, QStringList{u"/var/lib/data"_s});
}

void TestContainerConfig::podmanGetsNoProxyOfItsService()
{
    QVERIFY(containerConfig(EngineKind::Podman, plan())["Env"_L1].toArray().contains(u"HTTPS_PROXY="_s));
    QVERIFY(!containerConfig(EngineKind::Docker, plan())["Env"_L1].toArray().contains(u"HTTPS_PROXY="_s));
}

void TestContainerConfig::usersDependOnWhoRunsTheEngine()
{
    EngineFacts facts = goodFacts();
    const auto asRoot = containerUser(EngineKind::Docker, facts);
    QVERIFY(asRoot.has_value());
    QCOMPARE(asRoot->user, ::geteuid() == 0 ? u"1000:1000"_s : u"%1:%2"_s.arg(::geteuid()).arg(::getegid()));
    QVERIFY(asRoot->user.section(u':', 0, 0) != "0"_L1);
    facts.remapsUsers = true;
    QCOMPARE(containerUser(EngineKind::Docker, facts)->usernsMode, u"host"_s);
    facts.isRootless = true;
    const auto refused = containerUser(EngineKind::Docker, facts);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::SandboxUnsafe);
    const auto mapped = containerUser(EngineKind::Podman, facts);
    QVERIFY(mapped.has_value());
    QCOMPARE(mapped->usernsMode, u"keep-id:uid=1000,gid=1000"_s);
    QCOMPARE(mapped->user, u"1000:1000"_s);
    QCOMPARE(mapped->uid, ::geteuid());
}

void TestContainerConfig::limitThatNothingKeepsIsAnError_data()
{
    QTest::addColumn<QString>("limit");
    QTest::newRow("cpus") << u"cpus"_s;
    QTest::newRow("memory") << u"memory_mb"_s;
    QTest::newRow("pids") << u"pids"_s;
}

void TestContainerConfig::limitThatNothingKeepsIsAnError()
{
    QFETCH(QString, limit);
    EngineFacts facts = goodFacts();
    QVERIFY(containerEnforcement(EngineKind::Podman, facts, Limits()).has_value());
    facts.keepsCpus = limit != "cpus"_L1;
    facts.keepsSwap = limit != "memory_mb"_L1;
    facts.keepsPids = limit != "pids"_L1;
    const auto kept = containerEnforcement(EngineKind::Podman, facts, Limits());
    QVERIFY(!kept);
    QCOMPARE(kept.error().code, ErrorCode::InvalidArgument);
    QCOMPARE(kept.error().detail, limit);
}

void TestContainerConfig::versionIsNegotiated_data()
{
    QTest::addColumn<QString>("newest");
    QTest::addColumn<QString>("oldest");
    QTest::addColumn<QString>("chosen");
    QTest::newRow("Docker 26") << u"1.45"_s << u"1.24"_s << u"1.45"_s;
    QTest::newRow("a later one") << u"1.52"_s << u"1.44"_s << u"1.45"_s;
    QTest::newRow("Podman 5") << u"1.41"_s << u"1.24"_s << u"1.41"_s;
    QTest::newRow("too old") << u"1.39"_s << u"1.12"_s << QString();
    QTest::newRow("too new") << u"1.60"_s << u"1.50"_s << QString();
    QTest::newRow("none") << QString() << QString() << QString();
}

void TestContainerConfig::versionIsNegotiated()
{
    QFETCH(QString, newest);
    QFETCH(QString, oldest);
    const auto chosen = negotiatedVersion({{u"ApiVersion"_s, newest}, {u"MinAPIVersion"_s, oldest}});
    QTEST(chosen.value_or(QString()), "chosen");
}

void TestContainerConfig::addressIsAUnixSocket_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("path");
    QTest::newRow("a socket") << u"unix:///tmp/x.sock"_s << u"/tmp/x.sock"_s;
    QTest::newRow("a port") << u"tcp://127.0.0.1:2375"_s << QString();
    QTest::newRow("another machine") << u"ssh://me@there"_s << QString();
    QTest::newRow("no path") << u"unix://"_s << QString();
    QTest::newRow("no scheme") << u"/tmp/x.sock"_s << QString();
}

void TestContainerConfig::addressIsAUnixSocket()
{
    QFETCH(QString, given);
    QProcessEnvironment environment;
    environment.insert(u"DOCKER_HOST"_s, given);
    const auto address = EngineAddress::find(EngineKind::Docker, environment);
    QTEST(address ? address->socketPath : QString(), "path");
    if (!address)
        QVERIFY(address.error().message.contains(given));
    // The other kind has its own variable.
    QVERIFY(EngineAddress::find(EngineKind::Podman, environment)->socketPath.endsWith(u"/podman/podman.sock"_s));
}

void TestContainerConfig::unreachableSaysWhyAndWhatToDo()
{
    const EngineAddress nowhere{.kind = EngineKind::Docker, .socketPath = u"/no/such.sock"_s};
    const QString sentence = nowhere.unreachable(u"refused"_s).message;
    QVERIFY2(sentence.startsWith(u"Cannot reach the engine docker at /no/such.sock: there is no socket."_s),
             qPrintable(sentence));
    QVERIFY(sentence.contains(u"DOCKER_HOST"_s));
}

void TestContainerConfig::runtimeIsWhatTheEngineKnows_data()
{
    QTest::addColumn<EngineKind>("kind");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<bool>("fits");
    QTest::newRow("none") << EngineKind::Docker << QString() << true;
    QTest::newRow("the usual one") << EngineKind::Docker << u"runc"_s << true;
    QTest::newRow("another one") << EngineKind::Docker << u"runsc"_s << true;
    QTest::newRow("an unknown one") << EngineKind::Docker << u"kata"_s << false;
    QTest::newRow("Podman's usual one") << EngineKind::Podman << u"runc"_s << true;
    QTest::newRow("one that Podman would ignore") << EngineKind::Podman << u"runsc"_s << false;
}

void TestContainerConfig::runtimeIsWhatTheEngineKnows()
{
    QFETCH(const EngineKind, kind);
    QFETCH(const QString, wanted);
    QFETCH(const bool, fits);
    EngineFacts facts;
    facts.runtimes = {u"runc"_s, u"runsc"_s};
    facts.defaultRuntime = u"runc"_s;
    const auto runtime = containerRuntime({.kind = kind, .socketPath = u"/run/x.sock"_s}, facts, wanted);
    QCOMPARE(runtime.has_value(), fits);
    if (fits)
        QCOMPARE(*runtime, wanted);
    else
        QVERIFY2(runtime.error().message.contains(wanted), qPrintable(runtime.error().message));
}

QTEST_GUILESS_MAIN(TestContainerConfig)
#include "tst_containerconfig.moc"
