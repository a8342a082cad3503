#pragma once

#include <QCoroTask>
#include <QObject>

#include "job.h"
#include "jobqueue.h"

namespace ca {

class JobRegistry;
class JobStore;
class KeyStore;
class Providers;
class RunnerPool;

/// Brings stored jobs to work: those that wait, in their order and as many at once as may run; at the start also those
/// that a crash interrupted. Lives on the orchestrator's thread.
class JobScheduler : public QObject
{
    Q_OBJECT

public:
    /// What it works with; all of it outlives the work.
    struct Surroundings
    {
        JobRegistry &jobs;
        JobStore &store;
        RunnerPool &runners;
        Providers &providers;
        KeyStore &keys;
        int maxRunning;
    };

    explicit JobScheduler(const Surroundings &surroundings);

    /// Once, at the start: finishes what runs according to the store, and starts what waits. `goingOn`: those that run
    /// and may still do so in their sandboxes.
    void resume(const QList<JobId> &goingOn);
    /// A new job, stored and registered. It starts soon, if there is room, but not before control returns to the event
    /// loop.
    void add(const Job &job);
    /// One that is registered as to be cancelled: ends it where it waits, has it stopped where it works.
    void cancel(const Job &job);
    [[nodiscard]] qsizetype waiting() const { return m_queue.size(); }
    /// Nothing starts any more.
    void stop() { m_isStopping = true; }

private:
    void runNext();
    QCoro::Task<void> runJob(JobId id);
    QCoro::Task<void> runStored(JobDetails details);
    QCoro::Task<void> rejoin(JobId id);
    QCoro::Task<void> rejoinStored(JobDetails details);
    QCoro::Task<void> recover(JobId id);
    void endBeforeStart(const JobId &id, JobStatus status, const Error &error);

    Surroundings m_with;
    JobQueue m_queue;
    /// Those that hold one of the maxRunning places: a recovery does not.
    int m_running = 0;
    bool m_isStopping = false;
};

} // namespace ca
