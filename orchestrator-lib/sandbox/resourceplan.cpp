#include "resourceplan.h"

#include <algorithm>
#include <cmath>

namespace ca {

using namespace Qt::StringLiterals;

namespace {

// The monitor outside and the agent inside share the job's cgroup; the limit is for what the agent starts.
constexpr int agentProcesses = 1;

Result<void> requireAtLeast(const QString &limit, double value, double least)
{
    if (value >= least)
        return {};
    return failure(ErrorCode::InvalidArgument,
                   u"limits.%1 is %2, but a sandbox needs at least %3."_s.arg(limit).arg(value).arg(least), limit);
}

Result<void> checkRanges(const Limits &limits)
{
    return requireAtLeast(u"cpus"_s, limits.cpus, 0.01)
        .and_then([&] { return requireAtLeast(u"memory_mb"_s, limits.memoryMb, 16); })
        .and_then([&] { return requireAtLeast(u"pids"_s, limits.pids, 4); })
        .and_then([&] { return requireAtLeast(u"disk_mb"_s, limits.diskMb, 1); });
}

Result<void> planCpus(ResourcePlan &plan, const Limits &limits, const HostFacts &facts)
{
    QString by = facts.cpuGroup;
    plan.cpuByGroup = !by.isEmpty();
    if (!plan.cpuByGroup) {
        if (std::floor(limits.cpus) != limits.cpus && limits.cpus < facts.cpuCount) {
            return failure(ErrorCode::InvalidArgument,
                           u"limits.cpus is %1, but without cgroups, which this system does not let us use, a job can "
                           u"only be given whole processors. Ask for a whole number, or start the orchestrator as a "
                           u"systemd service with Delegate=yes."_s.arg(limits.cpus),
                           u"cpus"_s);
        }
        plan.boundCpus = static_cast<int>(std::clamp<double>(limits.cpus, 1, facts.cpuCount));
        by = u"cpu affinity"_s;
    }
    if (limits.cpus > facts.cpuCount)
        by += u" (the machine has %1)"_s.arg(facts.cpuCount);
    plan.enforcement.append({u"cpus"_s, by});
    return {};
}

Result<void> planMemory(ResourcePlan &plan, const Limits &limits, const HostFacts &facts)
{
    plan.memoryByGroup = !facts.memoryGroup.isEmpty();
    if (!plan.memoryByGroup && !facts.listsChildren) {
        return failure(ErrorCode::InvalidArgument,
                       u"Nothing on this system can keep limits.memory_mb: there is no cgroup that we may use, and the "
                       u"kernel does not list the children of processes. Start the orchestrator as a systemd service "
                       u"with Delegate=yes, or use a kernel with CONFIG_PROC_CHILDREN."_s,
                       u"memory_mb"_s);
    }
    plan.tmpBytes = limits.memoryBytes() / 2;
    plan.sharedMemoryBytes = limits.memoryBytes() / 4;
    plan.enforcement.append({u"memory_mb"_s, plan.memoryByGroup ? facts.memoryGroup : u"watchdog"_s});
    return {};
}

} // namespace

Result<ResourcePlan> planResources(const Limits &limits, const HostFacts &facts)
{
    ResourcePlan plan;
    const auto planned = checkRanges(limits).and_then([&] { return planCpus(plan, limits, facts); }).and_then([&] {
        return planMemory(plan, limits, facts);
    });
    if (!planned)
        return failure(planned.error());
    plan.pidsByGroup = !facts.pidsGroup.isEmpty();
    if (!plan.pidsByGroup)
        plan.stepRlimits.maxProcesses = static_cast<quint64>(limits.pids + agentProcesses);
    plan.stepRlimits.maxFileBytes = static_cast<quint64>(limits.diskBytes());
    plan.enforcement.append({u"pids"_s, plan.pidsByGroup ? facts.pidsGroup : u"rlimit"_s});
    plan.enforcement.append({u"disk_mb"_s, u"watchdog and rlimit"_s});
    return plan;
}

} // namespace ca
