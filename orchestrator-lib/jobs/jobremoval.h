#pragma once

#include <QCoroTask>
#include <QFuture>
#include <QObject>
#include <stop_token>

#include "job.h"
#include "result.h"
#include "retentionclock.h"
#include "trash.h"

namespace ca {

class JobRegistry;
class JobStore;
class RunnerPool;

/// Deletes jobs that have ended, files and all: those that it is told to, and those older than they are to be kept. The
/// folder goes to the trash first, then the row goes, then the trash is emptied on another thread: whenever the program
/// dies, the next start finishes what was begun. Lives on the core thread.
class JobRemoval : public QObject
{
    Q_OBJECT

public:
    /// What it works with; all of it outlives this.
    struct Surroundings
    {
        JobRegistry &jobs;
        JobStore &store;
        const RunnerPool &runners;
        QString jobsDir;
        Trash trash;
        int retentionDays;
    };

    explicit JobRemoval(Surroundings surroundings);
    /// Stops emptying; the next start goes on.
    ~JobRemoval() override;

    /// Once, at the start, when all jobs are registered: finishes what was begun and discards folders that belong to no
    /// job and hold no work, which a crash left between making one and storing its job.
    QCoro::Task<void> resume();
    /// Gone for good when it returns, though its files may still take disk for a while. Errors: NotFound, WrongState
    /// (it has not ended), Io, those of the store.
    QCoro::Task<Result<void>> remove(JobId id);
    /// Nothing is removed any more for its age.
    void stop() { m_stop.request_stop(); }

Q_SIGNALS:
    void removed(const ca::JobId &id);

private:
    [[nodiscard]] QList<JobId> begun() const;
    void discardStrays();
    void emptyTrash();
    QCoro::Task<void> removeEndedBefore(qint64 time);

    Surroundings m_with;
    RetentionClock m_retention;
    std::stop_source m_stop;
    QFuture<void> m_emptying;
    bool m_isNeededAgain = false;
};

} // namespace ca
