#pragma once

#include <QHash>
#include <QList>
#include <QMutex>

#include "job.h"

namespace ca::dashboard {

/// Where the core thread leaves changed jobs for the GUI thread: the newest value of each job and no more, so that any
/// number of changes costs the GUI one update per frame. Thread-safe.
class JobInbox
{
public:
    /// True when the box was empty before: the GUI thread needs to be told.
    bool put(const QList<Job> &jobs);
    /// The job is gone: what the box holds of it is dropped. True as for put().
    bool remove(const JobId &id);

    struct News
    {
        /// In the order in which they first changed.
        QList<Job> changed;
        QList<JobId> removed;
    };
    /// Empties the box.
    News takeAll();

private:
    QMutex m_mutex;
    QList<Job> m_jobs;
    QHash<JobId, qsizetype> m_places;
    QList<JobId> m_removed;
};

} // namespace ca::dashboard
