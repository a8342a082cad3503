#include "cgroupv1.h"

#include <QDir>
#include <QFile>
#include <algorithm>
#include <sys/stat.h>
#include <unistd.h>

#include "cgroupfiles.h"
#include "jobcgroup.h"
#include "smallfile.h"

namespace ca {

using namespace Qt::StringLiterals;

CgroupV1::CgroupV1(const QHash<QByteArray, QString> &directories)
{
    tryParent(Resource::Memory, directories.value("memory"), u"memory.limit_in_bytes"_s);
    tryParent(Resource::Pids, directories.value("pids"), u"pids.max"_s);
    tryParent(Resource::Cpu, directories.value("cpu"), u"cpu.cfs_quota_us"_s);
}

CgroupV1::~CgroupV1()
{
    for (const auto &parent : std::as_const(m_parents))
        ::rmdir(QFile::encodeName(parent).constData()); // stays while another orchestrator has jobs in it
}

void CgroupV1::tryParent(Resource resource, const QString &directory, const QString &limitFile)
{
    if (directory.isEmpty())
        return;
    const auto parent = directory + u'/' + cgroupParentName;
    if (::mkdir(QFile::encodeName(parent).constData(), 0755) != 0 && errno != EEXIST)
        return;
    const auto probe = QFile::encodeName(parent + u'/' + limitFile);
    if (::access(QFile::encodeName(parent).constData(), W_OK) == 0 && ::access(probe.constData(), W_OK) == 0)
        m_parents.insert(resource, parent);
}

QString CgroupV1::name() const
{
    return u"cgroup v1"_s;
}

bool CgroupV1::offers(Resource resource) const
{
    return m_parents.contains(resource);
}

Result<void> CgroupV1::add(JobCgroup &group, const QString &name, const CgroupLimits &limits)
{
    const auto directoryFor = [&](Resource resource) { return m_parents.value(resource) + u'/' + name; };
    Result<void> done;
    if (limits.memoryBytes)
        done = addMemory(group, directoryFor(Resource::Memory), *limits.memoryBytes);
    if (done && limits.pids) {
        const auto directory = directoryFor(Resource::Pids);
        done = group.makeDirectory(directory).and_then([&] {
            group.pollFile(Resource::Pids, directory + u"/pids.events", "max"_ba);
            return setCgroupFile(directory + u"/pids.max", QByteArray::number(*limits.pids));
        });
    }
    if (done && limits.cpus) {
        const auto directory = directoryFor(Resource::Cpu);
        done = group.makeDirectory(directory)
                   .and_then([&] {
                       return setCgroupFile(directory + u"/cpu.cfs_period_us", QByteArray::number(cpuPeriodMicros));
                   })
                   .and_then([&] {
                       return setCgroupFile(directory + u"/cpu.cfs_quota_us",
                                            QByteArray::number(cpuQuotaMicros(*limits.cpus)));
                   });
    }
    return done;
}

Result<void> CgroupV1::addMemory(JobCgroup &group, const QString &directory, qint64 bytes) const
{
    const auto limit = QByteArray::number(bytes);
    return group.makeDirectory(directory)
        .and_then([&] { return setCgroupFile(directory + u"/memory.limit_in_bytes", limit); })
        .and_then([&]() -> Result<void> {
            // Missing where the kernel does not account swap; then swap is off for cgroups altogether.
            const auto withSwap = directory + u"/memory.memsw.limit_in_bytes";
            return QFile::exists(withSwap) ? setCgroupFile(withSwap, limit) : Result<void>();
        })
        .transform([&] { group.watchOomControl(directory); });
}

void CgroupV1::removeLeftovers()
{
    for (const auto &parent : std::as_const(m_parents))
        removeLeftoverCgroups(parent);
}

} // namespace ca
