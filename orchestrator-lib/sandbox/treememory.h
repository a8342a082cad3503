#pragma once

#include <QtTypes>
#include <stop_token>
#include <sys/types.h>
#include <vector>

#include "uniquefd.h"

namespace ca {

/// Measures the memory that a sandbox without a memory cgroup holds: what its processes have (resident, swapped, page
/// tables), what its tmpfs hold, and what only the kernel sees (socket buffers, pipes, shared pages nobody has mapped
/// in). Where the kernel gives no exact number the measure errs on the high side. Not thread-safe.
class TreeMemory
{
public:
    explicit TreeMemory(pid_t agent);

    /// In bytes; cheap enough for many times a second.
    [[nodiscard]] qint64 quickBytes() const;
    /// In bytes; exact about pages that processes share, for when quickBytes() comes near the limit.
    [[nodiscard]] qint64 exactBytes() const;

private:
    [[nodiscard]] qint64 kernelBytes(const std::vector<pid_t> &pids) const;
    [[nodiscard]] qint64 tmpfsBytes() const;

    pid_t m_agent;
    std::vector<UniqueFd> m_tmpfs;
};

} // namespace ca
