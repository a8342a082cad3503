#include "cgrouphost.h"

#include <unistd.h>

#include "cgroupmounts.h"
#include "cgroupv1.h"
#include "cgroupv2.h"
#include "jobcgroup.h"
#include "smallfile.h"

namespace ca {

using namespace Qt::StringLiterals;

CgroupHost::CgroupHost(std::vector<std::unique_ptr<CgroupHierarchy>> bestFirst)
    : m_hierarchies(std::move(bestFirst))
{
}

CgroupHost CgroupHost::ofThisSystem()
{
    const auto mounts = findCgroupMounts(readSmallFile(u"/proc/self/mountinfo"_s).value_or(QByteArray()),
                                         readSmallFile(u"/proc/self/cgroup"_s).value_or(QByteArray()));
    std::vector<std::unique_ptr<CgroupHierarchy>> hierarchies;
    hierarchies.push_back(std::make_unique<CgroupV2>(mounts.unified, ::getpid()));
    // Root's own group is mostly a login session with a shell in it; like other engines it then works from the top.
    if (::geteuid() == 0 && mounts.unified != mounts.unifiedRoot)
        hierarchies.push_back(std::make_unique<CgroupV2>(mounts.unifiedRoot, ::getpid()));
    hierarchies.push_back(std::make_unique<CgroupV1>(mounts.v1));
    return CgroupHost(std::move(hierarchies));
}

CgroupHierarchy *CgroupHost::hierarchyFor(Resource resource) const
{
    for (const auto &hierarchy : m_hierarchies) {
        if (hierarchy->offers(resource))
            return hierarchy.get();
    }
    return nullptr;
}

QString CgroupHost::nameFor(Resource resource) const
{
    const auto *hierarchy = hierarchyFor(resource);
    return hierarchy ? hierarchy->name() : QString();
}

Result<std::unique_ptr<JobCgroup>> CgroupHost::create(const QString &name, const CgroupLimits &limits)
{
    auto group = std::make_unique<JobCgroup>();
    for (const auto &hierarchy : m_hierarchies) {
        CgroupLimits own;
        if (hierarchyFor(Resource::Cpu) == hierarchy.get())
            own.cpus = limits.cpus;
        if (hierarchyFor(Resource::Memory) == hierarchy.get())
            own.memoryBytes = limits.memoryBytes;
        if (hierarchyFor(Resource::Pids) == hierarchy.get())
            own.pids = limits.pids;
        if (!own.cpus && !own.memoryBytes && !own.pids)
            continue;
        if (auto added = hierarchy->add(*group, name, own); !added)
            return failure(added.error());
    }
    return group;
}

void CgroupHost::removeLeftovers()
{
    for (const auto &hierarchy : m_hierarchies)
        hierarchy->removeLeftovers();
}

} // namespace ca
