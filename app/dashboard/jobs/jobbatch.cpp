#include "jobbatch.h"

#include <algorithm>

#include "orchestratorclient.h"

namespace ca::dashboard {

namespace {

constexpr int mostAtOnce = 32;

} // namespace

QList<JobId> JobBatch::Outcome::failedIds() const
{
    QList<JobId> ids;
    std::ranges::transform(failed, std::back_inserter(ids), &Failure::id);
    return ids;
}

JobBatch::JobBatch(OrchestratorClient *client, const QList<JobId> &ids, JobCall call, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_call(call)
    , m_waiting(ids.crbegin(), ids.crend())
{
    QMetaObject::invokeMethod(this, &JobBatch::askMore, Qt::QueuedConnection);
}

void JobBatch::askMore()
{
    while (m_underWay < mostAtOnce && !m_waiting.isEmpty())
        ask(m_waiting.takeLast());
    if (m_underWay > 0)
        return;
    Q_EMIT finished(m_outcome);
    deleteLater();
}

void JobBatch::ask(const JobId &id)
{
    ++m_underWay;
    m_client->ask<JobId>([call = m_call, id](Orchestrator &orchestrator) { return call(orchestrator, id); })
        .then(this, [this, id](const Result<JobId> &result) { take(id, result); })
        .onCanceled(this, [this, id] { take(id, failure(ErrorCode::Interrupted, tr("The jobs were closed."))); });
}

void JobBatch::take(const JobId &id, const Result<JobId> &result)
{
    --m_underWay;
    if (result)
        m_outcome.done.append(*result);
    else
        m_outcome.failed.append({.id = id, .sentence = result.error().message});
    askMore();
}

} // namespace ca::dashboard
