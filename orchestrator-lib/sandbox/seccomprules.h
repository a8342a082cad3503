#pragma once

#include <seccomp.h>
#include <vector>

namespace ca {

/// What a sandbox's filter refuses beyond what it always does.
struct SeccompOptions
{
    /// Ways to hold memory that no process' resident size shows: needed where a watchdog keeps the memory limit.
    bool refuseHiddenMemory = false;
    /// Changing the set of processors: needed where that set is what keeps the cpu limit.
    bool refuseAffinity = false;
};

/// A system call that a sandbox's filter refuses, when all conditions hold.
struct SeccompRule
{
    const char *call = nullptr;
    /// The answer, from errno.h.
    int error = 0;
    std::vector<scmp_arg_cmp> conditions = {};
};

/// Everything is allowed but these: mounting, namespaces, tracing, keys, kernel programs, asynchronous I/O rings,
/// modules, clocks, exotic socket families … Some calls are unknown to some architectures.
std::vector<SeccompRule> seccompRules(const SeccompOptions &options);

} // namespace ca
