#pragma once

#include <QList>
#include <QObject>
#include <QTimer>
#include <functional>

#include "job.h"
#include "jobbatch.h"

namespace ca::dashboard {

class JobList;
class OrchestratorClient;

/// Deletes jobs so that it can be undone: they vanish at once, and for good when the time for that has passed. Deleting
/// more starts the time anew; undoing brings all of them back.
class JobDeletion : public QObject
{
    Q_OBJECT

public:
    /// Client and list outlive it.
    JobDeletion(OrchestratorClient *client, JobList *jobs, QObject *parent);

    /// Of these, the ones that have ended.
    void remove(const QList<JobId> &ids);
    void undo();
    /// Does at once what was to be done later; `done` is called when it is, at once when there is nothing to do.
    void finish(const std::function<void()> &done);

    /// Jobs that can still be brought back.
    [[nodiscard]] qsizetype pending() const { return m_pending.size(); }

Q_SIGNALS:
    void pendingChanged(qsizetype pending);
    /// They are back in the list.
    void restored(const QList<ca::JobId> &ids);
    /// Some could not be deleted and are back; `sentence` says why.
    void failed(const QString &sentence);

private:
    JobBatch *carryOut();
    void take(const JobBatch::Outcome &outcome);

    OrchestratorClient *m_client;
    JobList *m_jobs;
    QList<JobId> m_pending;
    QTimer m_patience;
    int m_underWay = 0;
};

} // namespace ca::dashboard
