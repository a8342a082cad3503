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
    /// Empties the box; jobs come in the order in which they first changed.
    QList<Job> takeAll();

private:
    QMutex m_mutex;
    QList<Job> m_jobs;
    QHash<JobId, qsizetype> m_places;
};

} // namespace ca::dashboard
