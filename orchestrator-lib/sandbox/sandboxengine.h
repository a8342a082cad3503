#pragma once

#include <QCoroTask>
#include <memory>

#include "joblimits.h"
#include "result.h"
#include "sandbox.h"
#include "uniquefd.h"

namespace ca {

/// What a sandbox is made from. The folders exist and belong to the job alone.
struct SandboxSpec
{
    QString jobId;
    /// Becomes /workspace, writable, on disk.
    QString workspaceDir;
    /// Becomes the agent user's home, writable, on disk.
    QString homeDir;
    /// Becomes /run/agent, read-only; holds orchestrator.sock, already listening.
    QString runtimeDir;
    Limits limits;
    /// For engines with images; empty: the default.
    QString image = {};
    /// The OCI runtime, for engines that have several; empty: the default.
    QString runtime = {};
    /// Become the agent's stdout and stderr.
    UniqueFd out;
    UniqueFd err;
};

/// Makes sandboxes. Lives on the core thread.
class SandboxEngine
{
public:
    SandboxEngine() = default;
    SandboxEngine(const SandboxEngine &) = delete;
    SandboxEngine &operator=(const SandboxEngine &) = delete;
    virtual ~SandboxEngine() = default;

    /// "bubblewrap", "docker", "podman"
    [[nodiscard]] virtual QString name() const = 0;

    /// Finds out whether this system can make safe sandboxes at all; the error names cause and fix.
    virtual QCoro::Task<Result<void>> check() = 0;

    /// Starts the agent in a new sandbox. Errors: SandboxUnsafe (no safe sandbox here; names cause and fix),
    /// SandboxFailed, InvalidArgument (a limit that nothing on this system can keep; detail is its name). A short job
    /// may end at any time from here on: connect to the sandbox before returning to the event loop.
    virtual QCoro::Task<Result<std::unique_ptr<Sandbox>>> start(SandboxSpec spec) = 0;

    /// What keeps which limit of a job with these limits here; empty: the engine does not tell. Errors:
    /// InvalidArgument, as start() has it.
    [[nodiscard]] virtual Result<QList<Enforcement>> enforcement(const Limits & /*limits*/) const
    {
        return QList<Enforcement>();
    }

    /// Removes what an orchestrator that was killed left behind (cgroups); called once, before the first start().
    virtual void removeLeftovers() = 0;
};

} // namespace ca
