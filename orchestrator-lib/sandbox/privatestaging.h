#pragma once

#include <QByteArray>
#include <array>
#include <sys/types.h>

#include "bubblewraparguments.h"
#include "result.h"

namespace ca {

/// For an orchestrator that root has started: makes a job's folders reachable for the unprivileged uid that bwrap runs
/// as, whatever the modes of the folders above them. They are bound, in a mount namespace of the child's own, below a
/// tmpfs on /mnt, a place that every system has and that nothing needs during that time.
class PrivateStaging
{
public:
    PrivateStaging() = default;
    /// `real`: absolute paths; the first three are folders, the agent is a file.
    explicit PrivateStaging(const SandboxSources &real);

    /// The paths under which they are found after enter().
    static SandboxSources staged();

    /// In the forked child, as root: only system calls. Null, or what failed, with errno set.
    [[nodiscard]] const char *enter() const noexcept;

    /// Gives the tops of the folders, and the sockets in the runtime folder, to the uid that jobs run as. Neither links
    /// nor what is deeper is touched. Errors: Io.
    static Result<void> giveToJobUser(const SandboxSources &real);
    /// The same for another uid, that of a container's user.
    static Result<void> giveToUser(const SandboxSources &real, uid_t uid, gid_t gid);

private:
    static constexpr std::size_t count = 4;
    std::array<QByteArray, count> m_real;
};

} // namespace ca
