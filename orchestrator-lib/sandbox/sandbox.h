#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <chrono>
#include <sys/types.h>

#include "resourceprobe.h"

namespace ca {

/// Which mechanism keeps which limit: {"memory_mb", "cgroup v1"}.
struct Enforcement
{
    QString limit;
    QString by;

    bool operator==(const Enforcement &) const = default;
};

/// Resource limits that the agent must set for each step it starts, since they count only from inside the sandbox's
/// user namespace. 0 leaves one alone.
struct StepRlimits
{
    /// RLIMIT_NPROC; counts the agent too.
    quint64 maxProcesses = 0;
    /// RLIMIT_FSIZE, in bytes.
    quint64 maxFileBytes = 0;

    bool operator==(const StepRlimits &) const = default;
};

/// One running sandbox with the agent as its first process. Lives on the thread that started it; destroying it
/// kills what still runs in it.
class Sandbox : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The engine's name for it, shown as the job's container_id.
    [[nodiscard]] virtual QString id() const = 0;
    /// How each limit is kept; complete: a limit nobody keeps prevents the start.
    [[nodiscard]] virtual QList<Enforcement> enforcement() const = 0;
    /// True when the process at the other end of the link is this sandbox's agent, and not a step that poses as it.
    [[nodiscard]] virtual bool isAgent(pid_t peer) const = 0;
    /// What the agent must set for its steps, for enforcement() to be true.
    [[nodiscard]] virtual StepRlimits stepRlimits() const = 0;
    /// How long its agent goes on without an orchestrator, and looks out for the next one; 0: not at all.
    [[nodiscard]] virtual std::chrono::seconds agentPatience() const { return std::chrono::seconds(0); }
    /// Measures what it uses, as often as somebody wants to know; nothing of that goes on by itself.
    [[nodiscard]] virtual ResourceProbe probe() const = 0;
    /// Looks now whether a limit was reached, and emits limitReached() before it returns if so. Call it before
    /// believing the agent that a step failed: it may have failed for want of memory, and its report may come first.
    virtual void checkLimits() = 0;
    /// Ends the whole process tree, at once and without mercy; exited() follows.
    virtual void kill() = 0;

Q_SIGNALS:
    /// The first process has ended and with it, proven, every process of the sandbox. Emitted once. `errorOutput` is
    /// what the engine itself said before the agent ran, for errors at start.
    void exited(int exitCode, const QString &errorOutput);
    /// A limit was reached and the sandbox is being killed; `sentence` says which and how to raise it.
    void limitReached(const QString &limit, const QString &sentence);
    /// Something that the person should know of it; the job goes on.
    void told(const QString &sentence);
};

} // namespace ca
