#pragma once

#include <QByteArray>

#include "result.h"

namespace ca {

/// What a sandbox's filter refuses beyond what it always does.
struct SeccompOptions
{
    /// Ways to hold memory that no process' resident size shows: needed where a watchdog keeps the memory limit.
    bool refuseHiddenMemory = false;
    /// Changing the set of processors: needed where that set is what keeps the cpu limit.
    bool refuseAffinity = false;
};

/// Compiles the filter for this machine's architecture into the BPF program that `bwrap --seccomp` loads. Everything is
/// allowed but a list: mounting, namespaces, tracing, keys, kernel programs, asynchronous I/O rings, modules, clocks,
/// exotic socket families … Other architectures' calls kill the process. Errors: SandboxUnsafe.
Result<QByteArray> compileSeccompFilter(const SeccompOptions &options);

} // namespace ca
