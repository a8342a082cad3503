#pragma once

#include <memory>
#include <vector>

#include "cgrouphierarchy.h"

namespace ca {

/// All the cgroups this process may use, and for each resource the best hierarchy: v2 before v1.
class CgroupHost
{
public:
    /// None: every resource is left to other mechanisms.
    CgroupHost() = default;
    explicit CgroupHost(std::vector<std::unique_ptr<CgroupHierarchy>> bestFirst);
    /// Looks at this system; makes the groups that jobs' groups go into.
    static CgroupHost ofThisSystem();

    /// The name of the hierarchy that keeps `resource`; empty: none.
    [[nodiscard]] QString nameFor(Resource resource) const;
    /// A group for one job, with no process in it yet. Errors: SandboxFailed; nothing is left behind.
    Result<std::unique_ptr<JobCgroup>> create(const QString &name, const CgroupLimits &limits);
    void removeLeftovers();

private:
    [[nodiscard]] CgroupHierarchy *hierarchyFor(Resource resource) const;

    std::vector<std::unique_ptr<CgroupHierarchy>> m_hierarchies;
};

} // namespace ca
