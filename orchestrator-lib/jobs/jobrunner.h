#pragma once

#include <QCoroTask>
#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QTimer>
#include <memory>

#include "agentdialogue.h"
#include "agentlink.h"
#include "job.h"
#include "jobimage.h"
#include "jobinputs.h"
#include "jobjournal.h"
#include "jobnetwork.h"
#include "joboutcome.h"
#include "jobpacking.h"
#include "jobservices.h"
#include "logcapture.h"
#include "sandboxengine.h"
#include "stepledger.h"
#include "wallclock.h"

namespace ca {

class JobStore;
class LogThread;
class Redactor;

/// What a job needs from the outside; all of it outlives the runner.
struct JobSurroundings
{
    SandboxEngine &engine;
    /// The same, where a missing image is to be fetched; else null.
    ContainerEngine *imageFetcher = nullptr;
    LogThread &logThread;
    JobStore &store;
    NetworkSurroundings network;
    /// The job's own folder; made when missing.
    QString jobDir;
    /// For the link's socket; made, and removed at the end.
    QString runtimeDir;
    /// How long a question to the person stays unanswered before the job is paused.
    std::chrono::milliseconds approvalPatience = std::chrono::minutes(10);
    ServicePatience servicePatience = {};
    /// Knows what must not be told.
    std::shared_ptr<const Redactor> redactor;
};

/// One job's life from "it is its turn" to its end: sandbox up, agent works, sandbox gone, result packed. Whatever
/// happens, run() gets to the end; every wait in it has a limit.
class JobRunner : public QObject
{
    Q_OBJECT

public:
    /// `chain`: the AI providers that the job asks; null for one that asks nobody.
    JobRunner(JobSurroundings surroundings, JobDetails job, std::unique_ptr<ProviderChain> chain);
    ~JobRunner() override;

    /// Runs the job to its end.
    QCoro::Task<void> run();
    /// Packs and ends a job whose work ended with an earlier orchestrator.
    QCoro::Task<void> finishInterrupted();

    /// Ends the job with this outcome unless it has one: the agent gets a moment to report, then everything is killed.
    /// A job that is packing ends without its ZIP when it is cancelled.
    void stop(const JobOutcome &outcome);
    /// Gives up packing and leaves the job as it is stored: the next start packs it.
    void abandonPacking();

    /// For what the person wants of the agent at work.
    [[nodiscard]] AgentDialogue &dialogue() { return m_dialogue; }
    /// What people can look at while it runs.
    [[nodiscard]] JobServices &services() { return m_services; }
    /// One more host that the job may reach. Errors: WrongState.
    Result<void> allow(const HostPattern &host);
    /// Whom it has asked for so far.
    [[nodiscard]] QList<HostUse> hosts() const { return m_network.hosts(); }
    /// Not set while there is no sandbox.
    [[nodiscard]] std::optional<ResourceProbe> probe() const;
    [[nodiscard]] const std::optional<PendingApproval> &approval() const { return m_details.approval; }
    [[nodiscard]] const Job &job() const { return m_details.job; }

Q_SIGNALS:
    void changed();
    void stepChanged(const ca::Step &step);
    void eventAdded(const ca::JobEvent &event);

private:
    QCoro::Task<Result<void>> startSandbox();
    QCoro::Task<void> awaitWork();
    QCoro::Task<void> pack();
    QCoro::Task<void> end();
    void connectLink();
    void connectSandbox();
    void startClocks();
    void settle(JobOutcome outcome);
    void applyOutcome();
    void killAfter(std::chrono::milliseconds grace);
    void setPhase(JobPhase phase);
    void onAgentFinished(const protocol::JobFinished &report);
    void onSandboxExited(int exitCode, const QString &errorOutput);

    JobSurroundings m_surroundings;
    JobDetails m_details;
    std::optional<JobOutcome> m_outcome;
    std::unique_ptr<LogCapture> m_logs;
    AgentLink m_link;
    StepLedger m_steps;
    JobJournal m_journal;
    JobImage m_image;
    JobInputs m_inputs;
    JobPacking m_packing;
    JobNetwork m_network;
    std::unique_ptr<Sandbox> m_sandbox;
    WallClock m_wallClock;
    AgentDialogue m_dialogue;
    JobServices m_services;
    QTimer m_connectClock;
    QTimer m_killClock;
    QPromise<void> m_sandboxGone;
    QPromise<void> m_logsDone;
    bool m_isAbandoned = false;
};

} // namespace ca
