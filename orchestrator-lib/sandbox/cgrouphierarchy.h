#pragma once

#include <QString>
#include <cstdint>
#include <optional>

#include "result.h"

namespace ca {

class JobCgroup;

enum class Resource : std::uint8_t { Cpu, Memory, Pids };

/// What one cgroup hierarchy is asked to keep; what is not set is kept by something else.
struct CgroupLimits
{
    std::optional<double> cpus;
    std::optional<qint64> memoryBytes;
    std::optional<int> pids;
};

/// Below the orchestrator's own cgroup, the group that holds those of all jobs.
inline constexpr auto cgroupParentName = QLatin1StringView("containerized-agent");

/// One version of cgroups, as far as this process may use it.
class CgroupHierarchy
{
public:
    CgroupHierarchy() = default;
    CgroupHierarchy(const CgroupHierarchy &) = delete;
    CgroupHierarchy &operator=(const CgroupHierarchy &) = delete;
    virtual ~CgroupHierarchy() = default;

    /// "cgroup v2", as shown to people.
    [[nodiscard]] virtual QString name() const = 0;
    [[nodiscard]] virtual bool offers(Resource resource) const = 0;
    /// Makes directories called `name` that keep `limits`, and hands them to `group`, also those made before a failure.
    /// Errors: SandboxFailed.
    virtual Result<void> add(JobCgroup &group, const QString &name, const CgroupLimits &limits) = 0;
    /// Ends and removes groups whose orchestrator has died.
    virtual void removeLeftovers() = 0;
};

} // namespace ca
