#pragma once

#include <QCoroTask>
#include <QTimer>
#include <memory>
#include <optional>

#include "containeroutput.h"
#include "containerwatch.h"
#include "engineclient.h"
#include "joblimits.h"
#include "sandbox.h"

namespace ca {

class EngineEvents;

/// A container with the agent as its first process. That process' end, seen through a pidfd, ends its pid namespace and
/// with it everything in the container; the engine is then asked for the exit code and to remove what it keeps of it.
/// The engine itself may go away at any time: the pidfd stays, and the job goes on as long as its container does.
class ContainerSandbox : public Sandbox
{
    Q_OBJECT

public:
    struct Setting
    {
        /// The engine's id.
        QString id;
        Limits limits;
        QList<Enforcement> enforcement;
        std::vector<QString> folders;
        /// How long the job goes on without its orchestrator, and without its engine.
        std::chrono::seconds patience{0};
    };

    ContainerSandbox(Setting setting, std::shared_ptr<EngineClient> client, const EngineEvents &events);
    ~ContainerSandbox() override;

    /// Starts the container, which has been created. Afterwards it is up, or has ended already. Errors: SandboxFailed,
    /// SandboxUnsafe; the container is gone then.
    QCoro::Task<Result<void>> launch(UniqueFd out, UniqueFd err);
    /// Takes over a container of an orchestrator that died, which may have ended meanwhile. `received`: what is written
    /// down of its output; `engineWasAway`: the engine, too, was stopped meanwhile. Errors: as of launch(); the
    /// container is gone then.
    QCoro::Task<Result<void>> takeOver(UniqueFd out, UniqueFd err, OutputBytes received, bool engineWasAway);

    [[nodiscard]] QString id() const override { return m_setting.id; }
    [[nodiscard]] QList<Enforcement> enforcement() const override { return m_setting.enforcement; }
    [[nodiscard]] bool isAgent(pid_t peer) const override { return m_watch.isAgent(peer); }
    [[nodiscard]] StepRlimits stepRlimits() const override;
    [[nodiscard]] std::chrono::seconds agentPatience() const override { return m_setting.patience; }
    [[nodiscard]] ResourceProbe probe() const override { return m_watch.probe(); }
    void checkLimits() override;
    void kill() override;

private:
    void makeOutput(UniqueFd out, UniqueFd err, OutputBytes received);
    QCoro::Task<Result<void>> bringUp();
    QCoro::Task<Result<void>> checkStarted();
    QCoro::Task<Result<void>> findAgent();
    QCoro::Task<Result<void>> giveUp(Result<void> why);
    void beUp();
    void tell(const QString &sentence);
    void onEvent(const QString &containerId, const QString &action);
    void onEngineLost();
    void onEngineBack();
    void giveUpEngine();
    void reachLimit(const QString &limit, const QString &sentence);
    QCoro::Task<void> finish();
    QCoro::Task<Result<int>> awaitExitCode();
    QCoro::Task<void> finishWithEngine(int exitCode);
    QCoro::Task<void> finishWithoutEngine(QString problem);
    void announceEnd(int exitCode, const QString &said);

    Setting m_setting;
    std::shared_ptr<EngineClient> m_client;
    const EngineEvents &m_events;
    std::unique_ptr<ContainerOutput> m_output;
    ContainerWatch m_watch;
    /// Runs while the engine is away.
    QTimer m_engineDeadline;
    QString m_lostEngine;
    /// What is to be said, and the limit that was reached, before anybody listens.
    QStringList m_untold;
    std::optional<std::pair<QString, QString>> m_earlyLimit;
    bool m_isUp = false;
    bool m_isOver = false;
    bool m_isKilling = false;
    bool m_isFinishing = false;
    bool m_limitReached = false;
    bool m_exited = false;
};

} // namespace ca
