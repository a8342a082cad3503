#pragma once

#include <QList>
#include <QObject>

#include "jobcalls.h"

namespace ca::dashboard {

class OrchestratorClient;

/// Does one thing with many jobs, a few of them at once, so that neither thread has a long queue before it. Deletes
/// itself after finished().
class JobBatch : public QObject
{
    Q_OBJECT

public:
    struct Failure
    {
        JobId id;
        QString sentence;
    };
    struct Outcome
    {
        QList<JobId> done;
        QList<Failure> failed;

        /// Those that failed.
        [[nodiscard]] QList<JobId> failedIds() const;
    };

    /// The client outlives it. finished() follows, never from in here.
    JobBatch(OrchestratorClient *client, const QList<JobId> &ids, JobCall call, QObject *parent);

Q_SIGNALS:
    void finished(const ca::dashboard::JobBatch::Outcome &outcome);

private:
    void askMore();
    void ask(const JobId &id);
    void take(const JobId &id, const Result<JobId> &result);

    OrchestratorClient *m_client;
    JobCall m_call;
    /// The next one is at the end.
    QList<JobId> m_waiting;
    int m_underWay = 0;
    Outcome m_outcome;
};

} // namespace ca::dashboard
