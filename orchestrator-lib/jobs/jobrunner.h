#pragma once

#include <QCoroTask>
#include <QFuture>
#include <QObject>
#include <QPromise>
#include <memory>

#include "agentdialogue.h"
#include "agentlink.h"
#include "job.h"
#include "jobdeadlines.h"
#include "jobjournal.h"
#include "joboutcome.h"
#include "jobpacking.h"
#include "jobsandbox.h"
#include "jobservices.h"
#include "jobsurroundings.h"
#include "stepledger.h"

namespace ca {

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
    /// The same for a job of an orchestrator that died, whose sandbox may go on; ends it as interrupted if it does not.
    QCoro::Task<void> rejoin();
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
    [[nodiscard]] QList<HostUse> hosts() const { return m_sandbox.network().hosts(); }
    /// Not set while there is no sandbox.
    [[nodiscard]] std::optional<ResourceProbe> probe() const;
    [[nodiscard]] const std::optional<PendingApproval> &approval() const { return m_details.approval; }
    [[nodiscard]] const Job &job() const { return m_details.job; }

Q_SIGNALS:
    void changed();
    void stepChanged(const ca::Step &step);
    void eventAdded(const ca::JobEvent &event);

private:
    QCoro::Task<void> work(Result<void> started);
    QCoro::Task<void> awaitWork();
    QCoro::Task<void> pack();
    QCoro::Task<void> end();
    void connectLink();
    void connectParts();
    void useSandbox();
    void noteWorkStarted();
    /// The job may outlive this orchestrator: the store has it as it is now.
    void keepForNext();
    void admitAgent();
    void settle(JobOutcome outcome);
    void applyOutcome();
    void killAfter(std::chrono::milliseconds grace);
    void setPhase(JobPhase phase);
    void onAgentFinished(const protocol::JobFinished &report);
    void onSandboxExited(int exitCode, const QString &errorOutput);

    JobSurroundings m_surroundings;
    JobDetails m_details;
    std::optional<JobOutcome> m_outcome;
    AgentLink m_link;
    StepLedger m_steps;
    JobJournal m_journal;
    JobPacking m_packing;
    JobDeadlines m_deadlines;
    AgentDialogue m_dialogue;
    JobServices m_services;
    JobSandbox m_sandbox;
    QPromise<void> m_sandboxGone;
    bool m_isAbandoned = false;
    /// The job had its beginning with an orchestrator that died.
    bool m_isRejoined = false;
    bool m_hasMetAgent = false;
};

} // namespace ca
