#include "jobdeletion.h"

#include <chrono>
#include <utility>

#include "joblist.h"

namespace ca::dashboard {

namespace {

using namespace std::chrono_literals;

} // namespace

JobDeletion::JobDeletion(OrchestratorClient *client, JobList *jobs, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_jobs(jobs)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(10s);
    connect(&m_patience, &QTimer::timeout, this, &JobDeletion::carryOut);
}

void JobDeletion::remove(const QList<JobId> &ids)
{
    QList<JobId> ended;
    for (const JobId &id : ids) {
        const Job *job = m_jobs->job(id);
        if (job != nullptr && job->isEnded())
            ended.append(id);
    }
    if (ended.isEmpty())
        return;
    m_pending += ended;
    m_patience.start();
    m_jobs->setHidden(ended, true);
    Q_EMIT pendingChanged(m_pending.size());
}

void JobDeletion::undo()
{
    m_patience.stop();
    const QList<JobId> ids = std::exchange(m_pending, {});
    if (ids.isEmpty())
        return;
    m_jobs->setHidden(ids, false);
    Q_EMIT pendingChanged(0);
    Q_EMIT restored(ids);
}

void JobDeletion::finish(const std::function<void()> &done)
{
    JobBatch *batch = m_pending.isEmpty() ? nullptr : carryOut();
    if (batch == nullptr && m_underWay == 0)
        return done();
    // Batches end in the order in which the orchestrator gets to them: each of them asks whether it was the last.
    for (JobBatch *running : findChildren<JobBatch *>(Qt::FindDirectChildrenOnly)) {
        connect(running, &JobBatch::finished, this, [this, done] {
            if (m_underWay == 0)
                done();
        });
    }
}

JobBatch *JobDeletion::carryOut()
{
    m_patience.stop();
    ++m_underWay;
    auto *batch = new JobBatch(m_client, std::exchange(m_pending, {}), removeJob, this); // deletes itself
    connect(batch, &JobBatch::finished, this, &JobDeletion::take);
    Q_EMIT pendingChanged(0);
    return batch;
}

void JobDeletion::take(const JobBatch::Outcome &outcome)
{
    --m_underWay;
    if (outcome.failed.isEmpty())
        return;
    m_jobs->setHidden(outcome.failedIds(), false);
    const auto count = static_cast<int>(outcome.failed.size());
    Q_EMIT failed(tr("%n job(s) could not be deleted: %1", nullptr, count).arg(outcome.failed.constFirst().sentence));
}

} // namespace ca::dashboard
