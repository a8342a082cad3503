#pragma once

#include <QCoroTask>
#include <QStringList>
#include <functional>
#include <memory>

#include "joblimits.h"
#include "result.h"
#include "sandbox.h"
#include "uniquefd.h"

namespace ca {

/// How much of a sandbox's output there is, in bytes.
struct OutputBytes
{
    qint64 out = 0;
    qint64 err = 0;
};

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
    /// What an earlier orchestrator has written down of the output; only for adopt().
    OutputBytes received = {};
    /// Gets a sentence for the person when adopt() has to wait; may be called as long as that takes.
    std::function<void(const QString &sentence)> told = {};
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

    /// Whether sandboxes outlive the orchestrator, and the next one can adopt() them.
    [[nodiscard]] virtual bool canAdopt() const { return false; }
    /// Takes over the job's sandbox from an orchestrator that died; the agent in it looks out for the next one. One
    /// that has ended meanwhile says so by exited(), like any other. Waits for an engine that is away as long as its
    /// agent would. Errors: NotFound (there is none any more), and those of start().
    virtual QCoro::Task<Result<std::unique_ptr<Sandbox>>> adopt(SandboxSpec /*spec*/)
    {
        co_return failure(ErrorCode::NotFound, QStringLiteral("sandboxes of this engine end with their orchestrator"));
    }

    /// adopt() returns soon, where it waits for an engine that is away.
    virtual void stopAdopting(const QString & /*jobId*/) {}

    /// The job's sandbox will not be adopted after all: whatever is left of it is gone when this returns, if the engine
    /// can be reached.
    virtual QCoro::Task<void> forget(QString /*jobId*/) { co_return; }

    /// What keeps which limit of a job with these limits here; empty: the engine does not tell. Errors:
    /// InvalidArgument, as start() has it.
    [[nodiscard]] virtual Result<QList<Enforcement>> enforcement(const Limits & /*limits*/) const
    {
        return QList<Enforcement>();
    }

    /// Removes what an orchestrator that was killed left behind (cgroups, containers) but the sandboxes of these jobs,
    /// for each of which adopt() follows; called once, before the first start().
    virtual void removeLeftovers(const QStringList &adopted) = 0;
};

} // namespace ca
