#include "jobregistry.h"

#include <chrono>

#include "jobjson.h"

namespace ca {

namespace {
/// One frame at 60 Hz: nobody sees more.
constexpr auto publishInterval = std::chrono::milliseconds(16);
} // namespace

JobRegistry::JobRegistry(QObject *parent)
    : QObject(parent)
    , m_publishTimer(this)
{
    m_publishTimer.setSingleShot(true);
    m_publishTimer.setInterval(publishInterval);
    connect(&m_publishTimer, &QTimer::timeout, this, &JobRegistry::publish);
}

void JobRegistry::adopt(const QList<Job> &jobs)
{
    m_jobs.reserve(jobs.size());
    for (const Job &job : jobs)
        add(job);
    std::ranges::sort(m_order, [this](const JobId &a, const JobId &b) {
        return std::pair(m_jobs[a].created, a) < std::pair(m_jobs[b].created, b);
    });
}

void JobRegistry::add(const Job &job)
{
    m_jobs.insert(job.id, job);
    m_order.append(job.id);
}

Job &JobRegistry::edit(const JobId &id)
{
    m_changed.insert(id);
    if (!m_publishTimer.isActive())
        m_publishTimer.start();
    return m_jobs[id];
}

void JobRegistry::replace(const Job &job)
{
    edit(job.id) = job;
}

Result<Job> JobRegistry::find(const JobId &id) const
{
    const auto found = m_jobs.constFind(id);
    if (found == m_jobs.constEnd())
        return failure(ErrorCode::NotFound, QStringLiteral("there is no job %1").arg(idToText(id)));
    return *found;
}

QList<Job> JobRegistry::all() const
{
    QList<Job> list;
    list.reserve(m_order.size());
    for (const JobId &id : m_order)
        list.append(*m_jobs.constFind(id));
    return list;
}

void JobRegistry::publish()
{
    const QSet<JobId> ids = std::exchange(m_changed, {});
    for (const JobId &id : ids)
        Q_EMIT changed(m_jobs[id]);
}

} // namespace ca
