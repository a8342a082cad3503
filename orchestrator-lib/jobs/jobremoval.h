#pragma once

#include <QCoroTask>
#include <QFuture>
#include <QObject>
#include <stop_token>

#include "job.h"
#include "result.h"
#include "trash.h"

namespace ca {

class JobStore;

/// Deletes jobs that have ended, files and all. The folder goes to the trash first, then the row goes, then the trash
/// is emptied on another thread: whenever the program dies, the next start finishes what was begun.
class JobRemoval : public QObject
{
public:
    /// The store outlives this.
    JobRemoval(JobStore &store, QString jobsDir, Trash trash);
    /// Stops emptying; the next start goes on.
    ~JobRemoval() override;

    /// Gone for good when it returns, though its files may still take disk for a while. Errors: Io, those of the store.
    QCoro::Task<Result<void>> remove(JobId id);

    /// At the start: those among `jobs` whose removal was begun; finish with remove().
    [[nodiscard]] QList<JobId> begun(const QList<Job> &jobs) const;
    /// Folders that belong to no job and hold no work: what a crash left between making one and storing its job.
    void discardStrays(const QList<Job> &jobs);
    void emptyTrash();

private:
    JobStore &m_store;
    QString m_jobsDir;
    Trash m_trash;
    std::stop_source m_stop;
    QFuture<void> m_emptying;
    bool m_isNeededAgain = false;
};

} // namespace ca
