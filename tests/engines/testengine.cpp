#include "testengine.h"

#include <QCoroTask>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTest>
#include <csignal>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "hostprocesses.h"

namespace ca::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int startMs = 180'000;
constexpr int stopMs = 40'000;

QString programOf(EngineKind kind)
{
    const QString name = kind == EngineKind::Docker ? u"dockerd"_s : u"podman"_s;
    const QString found = QStandardPaths::findExecutable(name);
    return found.isEmpty() ? QStandardPaths::findExecutable(name, {u"/usr/sbin"_s, u"/sbin"_s}) : found;
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

TestEngine::TestEngine(EngineKind kind, bool keepsContainers)
    : m_kind(kind)
    , m_keepsContainers(keepsContainers)
    , m_dir(QDir::tempPath() + u"/ca-engine-XXXXXX"_s)
    , m_client(std::make_unique<EngineClient>(EngineAddress{.kind = kind, .socketPath = socketPath()}))
{
    QFile config(m_dir.path() + u"/containers.conf"_s);
    if (config.open(QIODevice::WriteOnly)) // Podman's locks are else those of the system's own
        config.write("[engine]\nlock_type = \"file\"\nevents_logger = \"file\"\n");
    QFile registries(m_dir.path() + u"/registries.conf"_s);
    if (registries.open(QIODevice::WriteOnly))
        registries.write("[[registry]]\nprefix = \"127.0.0.1\"\nlocation = \"127.0.0.1\"\ninsecure = true\n");
}

TestEngine::~TestEngine()
{
    stop();
}

QString TestEngine::obstacle(EngineKind kind)
{
    if (::geteuid() != 0)
        return u"an engine of the test's own needs root"_s;
    if (programOf(kind).isEmpty())
        return u"%1 is not installed"_s.arg(kind == EngineKind::Docker ? u"dockerd"_s : u"podman"_s);
    if (!readFile(u"/proc/filesystems"_s).contains("overlay"))
        return u"this kernel has no overlay file system, which images need"_s;
    return {};
}

QStringList TestEngine::command() const
{
    const QString dir = m_dir.path();
    const QString address = u"unix://"_s + socketPath();
    if (m_kind == EngineKind::Docker) {
        QStringList words{programOf(m_kind),
                          u"--data-root"_s,
                          dir + u"/data"_s,
                          u"--exec-root"_s,
                          dir + u"/exec"_s,
                          u"--pidfile"_s,
                          dir + u"/pid"_s,
                          u"--host"_s,
                          address,
                          u"--bridge"_s,
                          m_bridge ? QString::fromLatin1(m_bridge->name()) : u"none"_s,
                          u"--iptables=false"_s,
                          u"--ip6tables=false"_s,
                          u"--ip-masq=false"_s,
                          u"--ip-forward=false"_s,
                          u"--userland-proxy=false"_s,
                          u"--shutdown-timeout=2"_s};
        if (m_keepsContainers)
            words.append(u"--live-restore"_s);
        return words;
    }
    return {programOf(m_kind),
            u"--runtime"_s, // crun, its own choice, cannot live with cgroups of version 1 and 2 side by side
            u"runc"_s,
            u"--root"_s,
            dir + u"/data"_s,
            u"--runroot"_s,
            dir + u"/exec"_s,
            u"--tmpdir"_s,
            dir + u"/tmp"_s,
            u"--cgroup-manager"_s,
            u"cgroupfs"_s,
            u"system"_s,
            u"service"_s,
            u"--time=0"_s,
            address};
}

bool TestEngine::start()
{
    if (m_kind == EngineKind::Docker && !m_bridge)
        m_bridge = TestBridge::whereNeeded();
    if (m_kind == EngineKind::Docker && !m_bridge && TestBridge::isNeeded())
        return false; // without a bridge of its own it would delete another engine's
    QStringList words = command();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"CONTAINERS_CONF"_s, m_dir.path() + u"/containers.conf"_s);
    environment.insert(u"CONTAINERS_REGISTRIES_CONF"_s, m_dir.path() + u"/registries.conf"_s);
    environment.remove(u"DOCKER_HOST"_s); // with which Podman would ask another one
    environment.remove(u"CONTAINER_HOST"_s);
    environment.insert(u"PATH"_s, environment.value(u"PATH"_s) + u":/usr/sbin:/sbin"_s);
    m_process.setProcessEnvironment(environment);
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(m_dir.path() + u"/log"_s, QIODevice::Append);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    m_process.start(words.takeFirst(), words);
    return QTest::qWaitFor(
               [this] {
                   return m_process.state() == QProcess::NotRunning ||
                          (QFile::exists(socketPath()) && QCoro::waitFor(m_client->connect()).has_value());
               },
               startMs) &&
           m_process.state() != QProcess::NotRunning;
}

bool TestEngine::stop()
{
    bool ended = true;
    if (m_process.state() != QProcess::NotRunning) {
        m_process.terminate();
        ended = m_process.waitForFinished(stopMs);
        if (!ended)
            kill();
    }
    // One that was killed while it began a container leaves that one's monitor (conmon, a shim) waiting for ever.
    for (const qint64 pid : processesWith(m_dir.path()))
        ::kill(static_cast<pid_t>(pid), SIGKILL);
    unmount();
    return ended;
}

void TestEngine::kill()
{
    m_process.kill();
    m_process.waitForFinished(stopMs);
}

/// What stays mounted would keep the folder from going away.
void TestEngine::unmount() const
{
    QList<QByteArray> mounts;
    for (const QByteArray &line : readFile(u"/proc/self/mountinfo"_s).split('\n')) {
        const QByteArray target = line.split(' ').value(4);
        if (target.startsWith(QFile::encodeName(m_dir.path() + u'/')))
            mounts.prepend(target);
    }
    for (const QByteArray &target : mounts)
        ::umount2(target.constData(), MNT_DETACH);
}

QString TestEngine::log() const
{
    constexpr qsizetype most = 3000;
    return QString::fromUtf8(
        readFile(m_dir.path() + u"/log"_s).last(std::min(most, readFile(m_dir.path() + u"/log"_s).size())));
}

QProcessEnvironment TestEngine::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QString nowhere = u"unix://%1/none.sock"_s.arg(m_dir.path());
    const QString here = u"unix://"_s + socketPath();
    environment.insert(u"DOCKER_HOST"_s, m_kind == EngineKind::Docker ? here : nowhere);
    environment.insert(u"CONTAINER_HOST"_s, m_kind == EngineKind::Podman ? here : nowhere);
    return environment;
}

QString TestEngine::importImage(const QString &name, const QByteArray &tar)
{
    const auto answer = QCoro::waitFor(m_client->http().exchange(
        {.method = "POST",
         .path = u"/images/create"_s,
         .query = {{u"fromSrc"_s, u"-"_s}, {u"repo"_s, name.section(u':', 0, 0)}, {u"tag"_s, name.section(u':', 1)}},
         .body = tar,
         .contentType = "application/x-tar",
         .timeout = 300s}));
    if (!answer)
        return answer.error().message;
    return answer->isGood() && !answer->body.contains("errorDetail") ? QString() : answer->message();
}

QString TestEngine::importFile(const QString &name, const QString &path)
{
    constexpr int mostMs = 600'000;
    QProcess curl; // which needs no memory for it
    curl.setProcessChannelMode(QProcess::MergedChannels);
    curl.start(u"curl"_s, {u"--silent"_s, u"--show-error"_s, u"--unix-socket"_s, socketPath(), u"--request"_s,
                           u"POST"_s, u"--header"_s, u"Content-Type: application/x-tar"_s, u"--upload-file"_s, path,
                           u"http://engine/images/create?fromSrc=-&repo=%1&tag=%2"_s.arg(name.section(u':', 0, 0),
                                                                                         name.section(u':', 1))});
    if (!curl.waitForFinished(mostMs))
        return u"the import took too long"_s;
    const QByteArray said = curl.readAll();
    const bool isGood = curl.exitCode() == 0 && said.contains("\"status\"") && !said.contains("errorDetail");
    return isGood ? QString() : QString::fromUtf8(said);
}

QStringList TestEngine::names(const QString &path, const QString &list, const QString &field)
{
    const auto answer = QCoro::waitFor(m_client->http().exchange({.method = "GET", .path = path}));
    if (!answer || !answer->isGood())
        return {answer ? answer->message() : answer.error().message};
    const QJsonArray entries = list.isEmpty() ? answer->json().array() : answer->json().object()[list].toArray();
    QStringList found;
    for (const QJsonValue &entry : entries)
        found.append(path + u' ' + entry[field].toString());
    found.sort();
    return found;
}

QStringList TestEngine::containers()
{
    const auto answer = QCoro::waitFor(
        m_client->http().exchange({.method = "GET", .path = u"/containers/json"_s, .query = {{u"all"_s, u"1"_s}}}));
    if (!answer || !answer->isGood())
        return {answer ? answer->message() : answer.error().message};
    QStringList found;
    for (const QJsonValue &entry : answer->json().array())
        found.append(entry["Id"_L1].toString());
    return found;
}

QStringList TestEngine::others()
{
    return names(u"/images/json"_s, {}, u"Id"_s) + names(u"/volumes"_s, u"Volumes"_s, u"Name"_s) +
           names(u"/networks"_s, {}, u"Name"_s);
}

EngineKind engineUnderTest()
{
    return qEnvironmentVariable("CA_ENGINE") == engineKindName(EngineKind::Podman) ? EngineKind::Podman
                                                                                   : EngineKind::Docker;
}

QString baseImage()
{
    const QString path = qEnvironmentVariable("CA_BASE_IMAGE");
    return QFileInfo(path).size() > 0 ? path : QString();
}

QByteArray emptyImage()
{
    // One entry of the ustar format: a folder "etc/", mode 0755, of root; then two empty blocks.
    constexpr qsizetype block = 512;
    QByteArray head(block, '\0');
    const auto put = [&head](qsizetype at, const QByteArray &text) { head.replace(at, text.size(), text); };
    put(0, "etc/");
    put(100, "0000755");
    put(108, "0000000");
    put(116, "0000000");
    put(124, "00000000000");
    put(136, "00000000000");
    put(148, "        ");
    put(156, "5");
    put(257, QByteArray("ustar\00000", 8));
    int sum = 0;
    for (const char c : std::as_const(head))
        sum += static_cast<unsigned char>(c);
    put(148, QByteArray::number(sum, 8).rightJustified(6, '0') + '\0');
    return head + QByteArray(2 * block, '\0');
}

} // namespace ca::test
