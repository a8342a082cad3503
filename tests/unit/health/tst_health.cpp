#include <QElapsedTimer>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include "containerchecks.h"
#include "hostchecks.h"
#include "programprobe.h"
#include "redactor.h"
#include "servicechecks.h"

using namespace ca;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(ca::HealthCheck)

/// What is found, from facts: state, cause and what to do.
class TestHealth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findings_data();
    void findings();
    void theWorstCheckIsTheReports();
    void reportsHoldNoSecrets();
    void textHasEveryCheck();
    void portsTellWhoHasThem();
    void programsTellTheirVersion_data();
    void programsTellTheirVersion();
    void spaceOfAFolder();
};

namespace {
constexpr HostObstacles none;
constexpr HostObstacles noNamespaces{.noUserNamespaces = true};
constexpr HostObstacles appArmor{.appArmorRestricts = true};

Result<void> broken()
{
    return failure(ErrorCode::SandboxUnsafe, u"No safe sandbox can be made here: … Run sysctl."_s);
}

ContainerFindings docker(bool isStandard, bool hasImage)
{
    EngineFacts facts;
    facts.version = u"26.1.5"_s;
    facts.cgroupVersion = u"2"_s;
    facts.runtimes = {u"runc"_s, u"runsc"_s};
    facts.defaultRuntime = u"runc"_s;
    return {
        .engine = u"docker"_s, .isStandard = isStandard, .facts = facts, .image = u"mine:1"_s, .hasImage = hasImage};
}

ContainerFindings podman(bool isStandard, const QString &absence, const Result<void> &works = {})
{
    return {.engine = u"podman"_s, .isStandard = isStandard, .absence = absence, .works = works, .image = u"mine:1"_s};
}

SpaceFacts space(qint64 megabytes)
{
    return {.folder = u"/data"_s, .isKnown = true, .freeBytes = megabytes * 1024 * 1024, .totalBytes = 1LL << 40};
}

ProviderStatus provider(const QString &name, ProviderState state, const QString &keySource = {})
{
    return {.name = name,
            .state = state,
            .note = state == ProviderState::Ready ? QString() : u"set %1_MODEL"_s.arg(name),
            .keySource = keySource};
}
} // namespace

void TestHealth::findings_data()
{
    QTest::addColumn<HealthCheck>("check");
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const HealthCheck &check, HealthState state, const QString &word) {
        QTest::newRow(name) << check << static_cast<int>(state) << word;
    };
    using enum HealthState;
    row("engine works", checkEngine(u"bubblewrap"_s, {}), Good, u"bubblewrap"_s);
    row("container engine works", checkEngine(u"docker"_s, {}), Good, u"docker answers"_s);
    row("engine does not", checkEngine(u"bubblewrap"_s, broken()), Fault, u"Run sysctl"_s);
    row("docker", checkContainers(docker(true, true)), Good, u"runc, runsc; the usual one is runc. The image"_s);
    row("docker without an image", checkContainers(docker(true, false)), Warning, u"cactl image build"_s);
    row("docker that none needs", checkContainers(docker(false, false)), Good, u"mine:1, is not there"_s);
    row("no podman", checkContainers(podman(false, u"Cannot reach it."_s)), Good, u"It is not running here"_s);
    row("no podman, but wanted", checkContainers(podman(true, u"Cannot reach it."_s)), Fault, u"Cannot reach it."_s);
    row("podman is unsafe", checkContainers(podman(false, {}, broken())), Warning, u"Run sysctl"_s);
    row("podman is unsafe and wanted", checkContainers(podman(true, {}, broken())), Fault, u"Run sysctl"_s);
    row("namespaces", checkUserNamespaces(none, true), Good, u"users"_s);
    row("no namespaces", checkUserNamespaces(noNamespaces, false), Fault, u"max_user_namespaces"_s);
    row("no namespaces but for root", checkUserNamespaces(noNamespaces, true), Good, u"not to this program"_s);
    row("something else is wrong", checkUserNamespaces(none, false), Good, u"do not forbid"_s);
    row("no AppArmor", checkAppArmor(none, false, true), Good, u"not in use"_s);
    row("AppArmor lets us", checkAppArmor(appArmor, true, true), Good, u"lets bubblewrap"_s);
    row("AppArmor forbids", checkAppArmor(appArmor, true, false), Fault, u"/etc/apparmor.d"_s);
    row("AppArmor is calm", checkAppArmor(none, true, true), Good, u"does not restrict"_s);
    row("bwrap", checkBubblewrap(u"bubblewrap 0.12.0"_s, true), Good, u"0.12.0"_s);
    row("old bwrap", checkBubblewrap(u"bubblewrap 0.4.1"_s, true), Fault, u"0.8"_s);
    row("odd bwrap", checkBubblewrap(u"my own"_s, true), Good, u"my own"_s);
    row("no bwrap", checkBubblewrap(failure(ErrorCode::NotFound, {}), true), Fault, u"Install"_s);
    row("bwrap hangs", checkBubblewrap(failure(ErrorCode::Io, u"bwrap did not tell"_s), true), Fault,
        u"did not tell"_s);
    row("no bwrap, and not wanted", checkBubblewrap(failure(ErrorCode::NotFound, {}), false), Good, u"only jobs"_s);
    row("old bwrap, and not wanted", checkBubblewrap(u"bubblewrap 0.4.1"_s, false), Warning, u"0.8"_s);
    row("cgroups", checkLimits(QList<Enforcement>{{u"memory_mb"_s, u"cgroup v2"_s}}), Good,
        u"memory_mb by cgroup v2"_s);
    row("watchdogs", checkLimits(QList<Enforcement>{{u"memory_mb"_s, u"watchdog"_s}}), Warning, u"Delegate"_s);
    row("nothing keeps", checkLimits(failure(ErrorCode::InvalidArgument, u"Nothing here can."_s)), Fault, u"Nothing"_s);
    row("space", checkSpace(space(50'000)), Good, u"/data"_s);
    row("little space", checkSpace(space(1'000)), Warning, u"Delete jobs"_s);
    row("no space", checkSpace(space(10)), Fault, u"Delete jobs"_s);
    row("unknown space", checkSpace({.folder = u"/data"_s}), Fault, u"/data"_s);
    SpaceFacts odd = space(50'000);
    odd.isReadOnly = true;
    row("read-only", checkSpace(odd), Fault, u"cannot be written"_s);
    odd = space(50'000);
    odd.isOutOfFiles = true;
    row("out of files", checkSpace(odd), Fault, u"as many files"_s);
    row("keychain", checkKeychain(KeychainState::Works, u"keys are kept in it"_s), Good, u"Keys are kept in it."_s);
    row("no keychain", checkKeychain(KeychainState::Unavailable, u"kept in memory: no bus."_s), Warning, u"no bus."_s);
    row("a provider", checkProviders({provider(u"gemini"_s, ProviderState::Ready)}), Good, u"gemini"_s);
    row("no provider", checkProviders({provider(u"gemini"_s, ProviderState::NoKey)}), Warning, u"Set a key"_s);
    row("half a provider",
        checkProviders({provider(u"gemini"_s, ProviderState::Ready),
                        provider(u"openai"_s, ProviderState::NoModel, u"the environment"_s)}),
        Warning, u"Set openai_MODEL."_s);
    row("API", checkApi({.url = QUrl(u"http://127.0.0.1:8000"_s)}), Good, u"127.0.0.1:8000"_s);
    row("no API", checkApi({.url = {}, .error = u"cannot listen: it is taken"_s}), Warning, u"Cannot listen"_s);
    const qint64 self = QCoreApplication::applicationPid();
    row("our ports", checkPorts({{u"desktops"_s, 6080, {true, self, u"me"_s}}}), Good, u"6080 (desktops)"_s);
    row("no port", checkPorts({{u"desktops"_s, 0}, {u"notebooks"_s, 8888}}), Good, u"No port"_s);
    row("a taken port", checkPorts({{u"desktops"_s, 6080, {true, 12, u"nginx"_s}}}), Warning,
        u"Port 6080, meant for desktops, is held by nginx (process 12)."_s);
    row("another user's port", checkPorts({{u"notebooks"_s, 8888, {true}}}), Warning, u"another user"_s);
    row("store", checkStore({}), Good, u"without trouble"_s);
    row("store made again", checkStore({u"the database was damaged"_s}), Warning, u"The database was damaged."_s);
}

void TestHealth::findings()
{
    QFETCH(const HealthCheck, check);
    QFETCH(const int, state);
    QFETCH(const QString, word);
    QCOMPARE(static_cast<int>(check.state), state);
    const QString text = check.finding + u' ' + check.fix;
    QVERIFY2(text.contains(word), qPrintable(text));
    QVERIFY(!check.id.isEmpty() && !check.title.isEmpty() && !check.finding.isEmpty());
    QVERIFY2(check.finding.endsWith(u'.'), qPrintable(check.finding));
    if (check.state == HealthState::Good)
        QVERIFY2(check.fix.isEmpty(), "what is well needs no advice");
}

void TestHealth::theWorstCheckIsTheReports()
{
    HealthReport report;
    QCOMPARE(report.state(), HealthState::Good);
    report.checks = {checkStore({}), checkSpace(space(10)), checkSpace(space(1'000))};
    QCOMPARE(report.state(), HealthState::Fault);
    QCOMPARE(report.toJson()[u"state"].toString(), u"fault"_s);
}

void TestHealth::reportsHoldNoSecrets()
{
    Redactor redactor;
    redactor.add(Secret("sk-secret-0123456789"));
    HealthReport report;
    report.checks = {checkApi({.url = {}, .error = u"key sk-secret-0123456789 refused"_s})};
    const HealthReport clean = report.redacted(redactor);
    QVERIFY(!clean.toText().contains(u"sk-secret"_s));
    QVERIFY(clean.toText().contains(u"[redacted]"_s));
}

void TestHealth::textHasEveryCheck()
{
    const HealthReport report{.time = QDateTime::fromSecsSinceEpoch(0, QTimeZone::UTC),
                              .checks = {checkStore({}), checkSpace(space(10))},
                              .versions = {{u"Qt"_s, u"6.8"_s}}};
    const QString text = report.toText();
    QVERIFY(text.contains(u"1970-01-01T00:00:00Z"_s));
    QVERIFY(text.contains(u"[good] Stored jobs: "_s));
    QVERIFY(text.contains(u"[fault] Disk space: "_s));
    QVERIFY(text.contains(u"What to do: Delete"_s));
    QVERIFY(text.contains(u"Qt: 6.8"_s));
}

void TestHealth::portsTellWhoHasThem()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const quint16 port = server.serverPort();
    const PortHolder ours = PortHolder::of(port);
    QVERIFY(ours.isThere && ours.isThisProgram());
    QVERIFY2(ours.text().contains(u"tst_health"_s), qPrintable(ours.text()));
    server.close();
    QVERIFY(!PortHolder::of(port).isThere);
    QProcess other;
    other.start(u"python3"_s, {u"-u"_s, u"-c"_s,
                               u"import socket\ns = socket.create_server(('127.0.0.1', 0))\n"
                               "print(s.getsockname()[1])\ninput()"_s});
    QVERIFY(other.waitForReadyRead());
    const PortHolder theirs = PortHolder::of(other.readAllStandardOutput().trimmed().toUShort());
    QCOMPARE(theirs.pid, other.processId());
    QVERIFY(theirs.name.startsWith(u"python3"_s));
    other.closeWriteChannel();
    QVERIFY(other.waitForFinished());
}

void TestHealth::programsTellTheirVersion_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QString>("version");
    QTest::addColumn<int>("code");
    QTest::newRow("a version") << QByteArray("echo tool 1.2; echo more") << u"tool 1.2"_s << -1;
    QTest::newRow("a failure") << QByteArray("exit 3") << QString() << static_cast<int>(ErrorCode::Io);
    QTest::newRow("one that hangs") << QByteArray("exec sleep 100") << QString() << static_cast<int>(ErrorCode::Io);
    QTest::newRow("none") << QByteArray() << QString() << static_cast<int>(ErrorCode::NotFound);
}

void TestHealth::programsTellTheirVersion()
{
    QFETCH(const QByteArray, script);
    QFETCH(const QString, version);
    QFETCH(const int, code);
    const QTemporaryDir dir;
    if (!script.isEmpty()) {
        QFile file(dir.filePath(u"tool"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + script + '\n');
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", QByteArray(dir.path().toLocal8Bit() + ':' + path));
    const bool hangs = script.contains("sleep");
    const auto said = QCoro::waitFor(versionOf(u"tool"_s, std::chrono::milliseconds(hangs ? 200 : 20'000)));
    qputenv("PATH", path);
    QCOMPARE(said.has_value(), code < 0);
    if (said)
        QCOMPARE(*said, version);
    else
        QCOMPARE(static_cast<int>(said.error().code), code);
}

void TestHealth::spaceOfAFolder()
{
    const QTemporaryDir dir;
    const SpaceFacts here = SpaceFacts::of(dir.path());
    QVERIFY(here.isKnown);
    QVERIFY(here.totalBytes > 0);
    QVERIFY(here.freeBytes >= 0 && here.freeBytes <= here.totalBytes);
    QVERIFY(!SpaceFacts::of(dir.filePath(u"not/there"_s)).isKnown);
}

QTEST_GUILESS_MAIN(TestHealth)
#include "tst_health.moc"
