#pragma once

#include <QObject>

#include "job.h"
#include "messages.h"

namespace ca {

class AgentLink;
class JobStore;

/// Keeps a job's steps as the agent reports them: in the job, in the store, and for whoever listens. Reports that
/// contradict each other are not believed.
class StepLedger : public QObject
{
    Q_OBJECT

public:
    /// All three outlive the ledger.
    StepLedger(JobDetails &details, JobStore &store, AgentLink &link);

    /// For an agent that reported to another orchestrator before.
    [[nodiscard]] protocol::RejoinAnswer known() const;
    /// Ends steps that were at work when the job ended.
    void closeOpenSteps();

Q_SIGNALS:
    /// The job's counters have changed.
    void changed();
    void stepChanged(const ca::Step &step);
    /// The agent reported what cannot be.
    void contradicted();

private:
    void plan(const protocol::PlanMade &message);
    void start(const protocol::StepStarted &message);
    void finish(const protocol::StepFinished &message);
    void keep(const Step &step);

    JobDetails &m_details;
    JobStore &m_store;
    /// What the analyses up to the last step took.
    int m_callsBefore = 0;
    qint64 m_tokensBefore = 0;
};

} // namespace ca
