#pragma once

#include <QCoroTask>
#include <QList>
#include <chrono>
#include <memory>

#include "job.h"
#include "recordcleaner.h"
#include "result.h"
#include "storerecovery.h"

namespace ca {

class StoreThread;

/// Remembers jobs in SQLite (`jobs.sqlite` in the data folder), with a copy in each job's folder. All work is done in
/// order on a thread of its own; the tasks continue on the caller's thread.
class JobStore
{
public:
    /// `redactor`: what it knows is not written.
    explicit JobStore(QString dataDir, std::shared_ptr<const Redactor> redactor = {});
    /// Waits until everything is written.
    ~JobStore();

    /// Once, at the start. Errors: those of openAndLoad().
    QCoro::Task<Result<StoredJobs>> load();
    QCoro::Task<Result<JobDetails>> loadDetails(JobId id);

    /// On disk, synced, when it returns. Errors: Conflict (locked), NoSpace, Corrupt, Io.
    QCoro::Task<Result<void>> insert(Job job, QString prompt);
    QCoro::Task<Result<void>> remove(JobId id);
    /// Whether the copy in the job's folder is brought up to date too; without, a database that is made again from the
    /// folders misses the change.
    enum class Copy : bool { No, Yes };
    /// Written soon, in order with the rest, and tried again while the disk is full or the database locked; any other
    /// failure is logged.
    void updateLater(const Job &job, Copy copy = Copy::Yes);
    /// The same, and returns when it is on disk, or when that takes longer than this.
    QCoro::Task<void> updateWithin(Job job, std::chrono::milliseconds patience);
    void putStepLater(const JobId &id, const Step &step);
    /// Forgets the job's events up to and with number `oldest`.
    void putEventLater(const JobId &id, const JobEvent &event, qint64 oldest);
    /// The steps' and events' copy in the job's folder, for a job that has ended.
    void copyStepsLater(const JobDetails &details);
    /// Blocks until everything is written; for the very end only.
    void flush();

private:
    [[nodiscard]] QString folderOf(const JobId &id) const;

    QString m_dataDir;
    RecordCleaner m_cleaner;
    std::unique_ptr<StoreThread> m_thread;
};

} // namespace ca
