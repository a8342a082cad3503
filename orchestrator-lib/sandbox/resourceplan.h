#pragma once

#include <QList>
#include <QString>

#include "joblimits.h"
#include "result.h"
#include "sandbox.h"

namespace ca {

/// What this system has to keep limits with. The names are those of cgroup hierarchies, empty where none offers it.
struct HostFacts
{
    QString cpuGroup;
    QString memoryGroup;
    QString pidsGroup;
    /// Processors this process may use.
    int cpuCount = 1;
    /// The kernel lists the children of processes, which the memory watchdog needs.
    bool listsChildren = false;
};

/// Which mechanism keeps which limit of one job, and the numbers that follow from it.
struct ResourcePlan
{
    bool cpuByGroup = false;
    bool memoryByGroup = false;
    bool pidsByGroup = false;
    /// Processors the job is bound to where no cgroup limits it; 0: not bound.
    int boundCpus = 0;
    /// Sizes of the two tmpfs, in bytes.
    qint64 tmpBytes = 0;
    qint64 sharedMemoryBytes = 0;
    StepRlimits stepRlimits;
    QList<Enforcement> enforcement;

    [[nodiscard]] bool needsGroup() const { return cpuByGroup || memoryByGroup || pidsByGroup; }
};

/// Chooses for each limit the best that the host has. Errors: InvalidArgument, detail is the limit that is out of range
/// or that nothing here can keep.
Result<ResourcePlan> planResources(const Limits &limits, const HostFacts &facts);

} // namespace ca
