#include "cgroupv2.h"

#include <QFile>
#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

#include "cgroupfiles.h"
#include "jobcgroup.h"
#include "smallfile.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

QSet<QByteArray> wordsIn(const QString &path)
{
    const auto words = readSmallFile(path).value_or(QByteArray()).simplified().split(' ');
    return {words.begin(), words.end()};
}

bool makeDirectory(const QString &path)
{
    return ::mkdir(QFile::encodeName(path).constData(), 0755) == 0 || errno == EEXIST;
}

QByteArray controllerOf(Resource resource)
{
    switch (resource) {
    case Resource::Cpu:
        return "cpu"_ba;
    case Resource::Memory:
        return "memory"_ba;
    case Resource::Pids:
        return "pids"_ba;
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace

CgroupV2::CgroupV2(const QString &own, pid_t pid)
    : m_own(own)
    , m_parent(own.isEmpty() ? QString() : own + u'/' + cgroupParentName)
    , m_pid(pid)
{
    const auto available = wordsIn(own + u"/cgroup.controllers"_s);
    const QSet<QByteArray> wanted{"cpu"_ba, "memory"_ba, "pids"_ba};
    const bool writable = ::access(QFile::encodeName(own + u"/cgroup.subtree_control").constData(), W_OK) == 0 &&
                          ::access(QFile::encodeName(own).constData(), W_OK) == 0;
    if (own.isEmpty() || !available.intersects(wanted) || !writable || !makeRoom() || !makeDirectory(m_parent))
        return;
    enableControllers(own);
    enableControllers(m_parent);
    m_controllers = wordsIn(m_parent + u"/cgroup.subtree_control"_s).intersect(wanted);
}

CgroupV2::~CgroupV2()
{
    ::rmdir(QFile::encodeName(m_parent).constData());
}

bool CgroupV2::makeRoom()
{
    const auto own = QByteArray::number(m_pid);
    const auto pids = readSmallFile(m_own + u"/cgroup.procs").value_or(QByteArray()).simplified();
    // The true root of the hierarchy has no type and may hold processes beside controlled children.
    if (pids.isEmpty() || !QFile::exists(m_own + u"/cgroup.type"))
        return true;
    if (pids != own)
        return false; // never move a process that is not ours
    const auto leaf = m_own + u"/containerized-agent-main";
    return makeDirectory(leaf) && writeSmallFile(leaf + u"/cgroup.procs", own) == 0;
}

void CgroupV2::enableControllers(const QString &directory)
{
    const auto available = wordsIn(directory + u"/cgroup.controllers"_s);
    // One at a time: a single one that is refused would refuse all.
    for (const auto &controller : {"cpu"_ba, "memory"_ba, "pids"_ba}) {
        if (available.contains(controller))
            writeSmallFile(directory + u"/cgroup.subtree_control", '+' + controller);
    }
}

QString CgroupV2::name() const
{
    return u"cgroup v2"_s;
}

bool CgroupV2::offers(Resource resource) const
{
    return m_controllers.contains(controllerOf(resource));
}

Result<void> CgroupV2::addMemory(JobCgroup &group, const QString &directory, qint64 bytes)
{
    const auto setWhereItIs = [&directory](const QString &name, const QByteArray &value) -> Result<void> {
        const auto path = directory + name;
        return QFile::exists(path) ? setCgroupFile(path, value) : Result<void>();
    };
    group.watchFile(Resource::Memory, directory + u"/memory.events", "oom_kill"_ba);
    return setCgroupFile(directory + u"/memory.max", QByteArray::number(bytes))
        .and_then([&] { return setWhereItIs(u"/memory.swap.max"_s, "0"_ba); })
        // A job that loses one process to the limit ends whole, before the agent could report that as a mere failure.
        .and_then([&] { return setWhereItIs(u"/memory.oom.group"_s, "1"_ba); });
}

Result<void> CgroupV2::add(JobCgroup &group, const QString &name, const CgroupLimits &limits)
{
    const auto directory = m_parent + u'/' + name;
    if (makeDirectory(m_parent)) // another orchestrator may have removed it when it ended
        enableControllers(m_parent);
    Result<void> done = group.makeDirectory(directory);
    if (done && limits.memoryBytes)
        done = addMemory(group, directory, *limits.memoryBytes);
    if (done && limits.pids) {
        done = setCgroupFile(directory + u"/pids.max", QByteArray::number(*limits.pids));
        group.watchFile(Resource::Pids, directory + u"/pids.events", "max"_ba);
    }
    if (done && limits.cpus) {
        const auto quota = QByteArray::number(cpuQuotaMicros(*limits.cpus));
        done = setCgroupFile(directory + u"/cpu.max", quota + ' ' + QByteArray::number(cpuPeriodMicros));
    }
    return done;
}

void CgroupV2::removeLeftovers()
{
    removeLeftoverCgroups(m_parent);
}

} // namespace ca
