#pragma once

#include <sched.h>
#include <sys/resource.h>
#include <utility>
#include <vector>

#include "privatestaging.h"

namespace ca {

/// Everything that happens in the forked child before it becomes bwrap. It is filled before the fork; apply() then only
/// makes system calls, since a lock may be held for ever, and writes nothing but its own variables, since the memory is
/// still the parent's (vfork).
class ChildSetup
{
public:
    /// Become descriptors 0, 1 and 2.
    int input = -1;
    int output = -1;
    int error = -1;
    /// Stay open under their own numbers; all others are closed.
    std::vector<int> inherited;
    /// cgroup.procs files to join.
    std::vector<int> groups;
    std::vector<std::pair<int, rlimit>> limits;
    /// Applied when `bound`.
    cpu_set_t cpus = {};
    bool bound = false;
    /// Used when `asRoot`: binds the job's folders where an unprivileged uid can reach them, then becomes that uid.
    PrivateStaging staging;
    bool asRoot = false;

    /// Null, or what failed, with errno set.
    [[nodiscard]] const char *apply() const noexcept;

private:
    [[nodiscard]] const char *limitResources() const noexcept;
    [[nodiscard]] const char *dropRoot() const noexcept;
    [[nodiscard]] const char *arrangeDescriptors() const noexcept;
};

/// The limits on descriptors, locked memory, queues and the like that every job gets.
std::vector<std::pair<int, rlimit>> fixedResourceLimits();

} // namespace ca
