#pragma once

#include <QCoroTask>
#include <QList>
#include <memory>

#include "job.h"
#include "result.h"

namespace ca {

class StoreThread;

/// Remembers jobs in SQLite (`jobs.sqlite` in the data folder). All work is done in order on a thread of its own; the
/// tasks continue on the caller's thread.
class JobStore
{
public:
    explicit JobStore(const QString &dataDir);
    /// Waits until everything is written.
    ~JobStore();

    QCoro::Task<Result<QList<Job>>> loadJobs();
    QCoro::Task<Result<JobDetails>> loadDetails(JobId id);

    /// On disk, synced, when it returns.
    QCoro::Task<Result<void>> insert(Job job, QString prompt);
    QCoro::Task<Result<void>> update(Job job);
    /// Written soon, in order with the rest; a failure is logged.
    void updateLater(const Job &job);
    void putStepLater(const JobId &id, const Step &step);
    /// Blocks until everything is written; for the very end only.
    void flush();

private:
    std::unique_ptr<StoreThread> m_thread;
};

} // namespace ca
