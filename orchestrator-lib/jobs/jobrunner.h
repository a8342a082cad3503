#pragma once

#include <QCoroTask>
#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QTimer>
#include <memory>

#include "agentlink.h"
#include "job.h"
#include "jobinputs.h"
#include "jobjournal.h"
#include "joboutcome.h"
#include "jobpacking.h"
#include "logcapture.h"
#include "sandboxengine.h"
#include "stepledger.h"

namespace ca {

class JobStore;
class LogThread;
class Redactor;

/// What a job needs from the outside; all of it outlives the runner.
struct JobSurroundings
{
    SandboxEngine &engine;
    LogThread &logThread;
    JobStore &store;
    /// The job's own folder; made when missing.
    QString jobDir;
    /// For the link's socket; made, and removed at the end.
    QString runtimeDir;
    /// Knows what must not be told.
    std::shared_ptr<const Redactor> redactor;
};

/// One job's life from "it is its turn" to its end: sandbox up, agent works, sandbox gone, result packed. Whatever
/// happens, run() gets to the end; every wait in it has a limit.
class JobRunner : public QObject
{
    Q_OBJECT

public:
    JobRunner(JobSurroundings surroundings, JobDetails job);
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
    JobInputs m_inputs;
    JobPacking m_packing;
    std::unique_ptr<Sandbox> m_sandbox;
    QTimer m_wallClock;
    QTimer m_connectClock;
    QTimer m_killClock;
    QPromise<void> m_sandboxGone;
    QPromise<void> m_logsDone;
    bool m_isAbandoned = false;
};

} // namespace ca
