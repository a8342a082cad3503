#pragma once

#include <QHash>
#include <QObject>
#include <QSet>

#include "job.h"
#include "preferences.h"

namespace ca::dashboard {

class OrchestratorClient;

/// Tells what of the jobs' changes is news to a person, and how many are at work. What was so before the start is no
/// news. GUI thread.
class JobNews : public QObject
{
    Q_OBJECT

public:
    /// The client outlives it.
    explicit JobNews(OrchestratorClient *client, QObject *parent = nullptr);

    [[nodiscard]] int running() const { return m_running; }
    [[nodiscard]] int waiting() const { return m_waiting; }

Q_SIGNALS:
    void happened(ca::dashboard::Occasion occasion, const ca::Job &job);
    void countsChanged();
    /// Something ended, so that there may be more or less room on the disk.
    void jobEnded();

private:
    struct Known
    {
        JobStatus status;
        JobPhase phase;
    };
    void take(const QList<Job> &jobs);
    void drop(const QList<JobId> &ids);
    void takeOne(const Job &job);
    void takeEnded(const Job &job);
    void count();

    /// Those that have not ended.
    QHash<JobId, Known> m_alive;
    /// Those whose end was told; some end so fast that they are never seen alive.
    QSet<JobId> m_told;
    qint64 m_start;
    bool m_isLoaded = false;
    int m_running = 0;
    int m_waiting = 0;
};

} // namespace ca::dashboard
