#include "jobnews.h"

#include <QDateTime>
#include <algorithm>

#include "orchestratorclient.h"

namespace ca::dashboard {

JobNews::JobNews(OrchestratorClient *client, QObject *parent)
    : QObject(parent)
    , m_start(QDateTime::currentMSecsSinceEpoch())
{
    connect(client, &OrchestratorClient::jobsChanged, this, &JobNews::take);
    connect(client, &OrchestratorClient::jobsRemoved, this, &JobNews::drop);
    connect(client, &OrchestratorClient::loaded, this, [this] { m_isLoaded = true; });
}

void JobNews::take(const QList<Job> &jobs)
{
    for (const Job &job : jobs)
        takeOne(job);
    count();
}

void JobNews::drop(const QList<JobId> &ids)
{
    for (const JobId &id : ids) {
        m_alive.remove(id);
        m_told.remove(id);
    }
    count();
    Q_EMIT jobEnded();
}

void JobNews::takeOne(const Job &job)
{
    if (job.isEnded())
        return takeEnded(job);
    const auto known = m_alive.constFind(job.id);
    const bool asked = known != m_alive.cend() && known->phase == JobPhase::AwaitingApproval;
    m_alive.insert(job.id, {.status = job.status, .phase = job.phase});
    if (job.status == JobStatus::Running && job.phase == JobPhase::AwaitingApproval && !asked)
        Q_EMIT happened(Occasion::Approval, job); // also one that has waited since before the start
}

void JobNews::takeEnded(const Job &job)
{
    const bool wasAlive = m_alive.remove(job.id);
    const bool isQuick = m_isLoaded && job.created >= m_start;
    if (m_told.contains(job.id) || (!wasAlive && !isQuick))
        return;
    m_told.insert(job.id);
    if (job.status == JobStatus::Complete)
        Q_EMIT happened(Occasion::Finished, job);
    else if (job.status == JobStatus::Error)
        Q_EMIT happened(Occasion::Failed, job);
    Q_EMIT jobEnded();
}

void JobNews::count()
{
    const auto running =
        static_cast<int>(std::ranges::count(m_alive, JobStatus::Running, [](const Known &job) { return job.status; }));
    const auto waiting = static_cast<int>(m_alive.size()) - running;
    if (running == m_running && waiting == m_waiting)
        return;
    m_running = running;
    m_waiting = waiting;
    Q_EMIT countsChanged();
}

} // namespace ca::dashboard
