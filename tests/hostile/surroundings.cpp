#include "surroundings.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <unistd.h>

#include "hostprocesses.h"
#include "processtree.h"
#include "sandboxowner.h"

namespace ca::hostile {

using namespace Qt::StringLiterals;

namespace {

// Free on every system, as the uid that root's jobs get.
constexpr uid_t ordinaryUid = 60700;

constexpr auto mine = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
constexpr auto everyones = mine | QFile::ReadOther | QFile::ExeOther | QFile::ReadGroup | QFile::ExeGroup;

uid_t jobUidOf(Surroundings::Kind kind)
{
    constexpr uid_t containerUid = 1000;
    if (kind == Surroundings::Kind::OrdinaryUser)
        return ordinaryUid;
    if (::geteuid() != 0)
        return ::geteuid();
    return Surroundings::areContainers() ? containerUid : jobUid;
}

} // namespace

Surroundings::Surroundings(Kind kind)
    : m_canaries(std::make_unique<Canaries>(jobUidOf(kind)))
{
    if (!copyPrograms() || !makeFolders(kind == Kind::OrdinaryUser ? ordinaryUid : ::geteuid())) {
        m_error = u"could not copy the programs or make the folders"_s;
        return;
    }
    QFile::setPermissions(m_top.path() + u"/closed", kind == Kind::ClosedParent ? mine : everyones);
    test::DaemonProcess::Options options{.dataDir = dataDir(), .arguments = {u"--max-jobs"_s, u"1"_s}};
    options.environment.insert(u"HOME"_s, m_top.path() + u"/home");
    options.environment.insert(u"XDG_RUNTIME_DIR"_s, m_top.path() + u"/run");
    options.environment.insert(u"A_SECRET_OF_THE_SERVER"_s, m_canaries->secret());
    if (kind == Kind::OrdinaryUser) {
        const auto id = QString::number(ordinaryUid);
        options.wrapper = QStringList{u"setpriv"_s, u"--reuid"_s, id, u"--regid"_s, id, u"--clear-groups"_s};
    }
    const auto before = qgetenv("CA_BIN_DIR");
    qputenv("CA_BIN_DIR", QFile::encodeName(m_top.path() + u"/bin"));
    m_daemon = std::make_unique<test::DaemonProcess>(options);
    qputenv("CA_BIN_DIR", before);
    m_http = std::make_unique<test::HttpClient>(m_daemon->url());
}

Surroundings::~Surroundings()
{
    m_daemon.reset();
    // Jobs leave folders deeper than any path that QTemporaryDir could name.
    QProcess::execute(u"rm"_s, {u"-rf"_s, dataDir()});
}

bool Surroundings::copyPrograms()
{
    const auto bin = m_top.path() + u"/bin/"_s;
    QFile::setPermissions(m_top.path(), everyones);
    if (!QDir().mkpath(bin) || !QFile::setPermissions(bin, everyones))
        return false;
    for (const auto &name : {u"containerized-agentd"_s, u"containerized-agent-runner"_s}) {
        if (!QFile::copy(test::programPath(name), bin + name) || !QFile::setPermissions(bin + name, everyones))
            return false;
    }
    return true;
}

bool Surroundings::makeFolders(uid_t owner)
{
    for (const auto &name : {u"/closed"_s, u"/closed/data"_s, u"/home"_s, u"/run"_s}) {
        const auto path = m_top.path() + name;
        if (!QDir().mkpath(path) || !QFile::setPermissions(path, mine) ||
            ::chown(QFile::encodeName(path).constData(), owner, owner == ::geteuid() ? ::getegid() : owner) != 0)
            return false;
    }
    return true;
}

bool Surroundings::areContainers()
{
    const QString engine = qEnvironmentVariable("AGENT_ENGINE");
    return engine == "docker"_L1 || engine == "podman"_L1;
}

std::vector<pid_t> Surroundings::processes(const QString &container) const
{
    std::vector<pid_t> all = processTree(daemonPid());
    if (!areContainers() || container.isEmpty())
        return all;
    for (const qint64 pid : test::processesInGroup(container))
        all.push_back(static_cast<pid_t>(pid));
    return all;
}

pid_t Surroundings::daemonPid() const
{
    return static_cast<pid_t>(m_daemon->process().processId());
}

} // namespace ca::hostile
