#pragma once

#include <QString>
#include <optional>
#include <sys/types.h>

namespace ca {

/// The uid and gid that jobs run as when root starts the orchestrator. systemd's scheme leaves 60578–61183 to nobody,
/// so no account of the host, no dynamic user and no container's range owns anything under it.
inline constexpr uid_t jobUid = 60600;
inline constexpr gid_t jobGid = 60600;

/// Names the process that made a cgroup, so that a later one can tell whether it still lives. Pids are reused and mean
/// something only inside one pid namespace, so both the start time and the namespace belong to the name.
struct SandboxOwner
{
    quint64 pidNamespace = 0;
    qint64 pid = 0;
    quint64 startTime = 0;

    /// This process.
    static SandboxOwner self();
    /// The owner in a name made by groupName().
    static std::optional<SandboxOwner> fromGroupName(const QString &name);

    /// "NAMESPACE-PID-START.JOB"
    [[nodiscard]] QString groupName(const QString &job) const;
    /// True unless it is certain that the process has ended.
    [[nodiscard]] bool mayLive() const;

    bool operator==(const SandboxOwner &) const = default;
};

/// A process' start time in clock ticks since boot; nothing when there is no such process.
std::optional<quint64> processStartTime(pid_t pid);

} // namespace ca
