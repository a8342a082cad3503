#pragma once

#include <QCoroTask>
#include <QObject>

#include "inputintake.h"
#include "job.h"
#include "result.h"

namespace ca {

class Engines;
class JobRegistry;
class JobScheduler;
class JobStore;
struct OrchestratorConfig;

/// The way of new jobs in: checked, given an engine, their inputs copied, stored durably, registered and queued. Lives
/// on the core thread.
class JobAdmission : public QObject
{
    Q_OBJECT

public:
    /// What it works with; all of it outlives this.
    struct Surroundings
    {
        const OrchestratorConfig &config;
        UploadStore &uploads;
        Engines &engines;
        JobStore &store;
        /// Holds all stored jobs already.
        JobRegistry &jobs;
        JobScheduler &scheduler;
    };

    explicit JobAdmission(const Surroundings &surroundings);

    /// Stored durably when this returns. Errors: InvalidArgument (detail: the field), QueueFull, Conflict (stopped),
    /// Io.
    QCoro::Task<Result<JobId>> admit(JobRequest request);
    /// Nothing gets in any more.
    void stop() { m_isStopping = true; }

Q_SIGNALS:
    void added(const ca::Job &job);

private:
    [[nodiscard]] Result<void> check(const JobRequest &request) const;

    Surroundings m_with;
    InputIntake m_intake;
    qint64 m_lastSequence;
    /// On their way into the queue.
    int m_storing = 0;
    bool m_isStopping = false;
};

} // namespace ca
