#include "jobregistry.h"

#include <algorithm>
#include <chrono>
#include <tuple>

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
    m_order.reserve(static_cast<size_t>(jobs.size()));
    for (const Job &job : jobs)
        add(job);
    std::ranges::sort(m_order, [](const auto &a, const auto &b) {
        return std::tie(a->sequence, a->created, a->id) < std::tie(b->sequence, b->created, b->id);
    });
}

void JobRegistry::add(const Job &job)
{
    m_order.push_back(std::make_unique<Job>(job));
    m_jobs.insert(job.id, m_order.back().get());
}

Job &JobRegistry::edit(const JobId &id)
{
    m_changed.insert(id);
    if (!m_publishTimer.isActive())
        m_publishTimer.start();
    return **m_jobs.constFind(id);
}

void JobRegistry::replace(const Job &job)
{
    edit(job.id) = job;
}

void JobRegistry::remove(const JobId &id)
{
    m_changed.remove(id);
    Job *job = m_jobs.take(id);
    std::erase_if(m_order, [job](const auto &held) { return held.get() == job; });
}

Result<Job> JobRegistry::find(const JobId &id) const
{
    const auto found = m_jobs.constFind(id);
    if (found == m_jobs.constEnd())
        return failure(ErrorCode::NotFound, QStringLiteral("there is no job %1").arg(idToText(id)));
    return **found;
}

QList<Job> JobRegistry::all() const
{
    QList<Job> list;
    list.reserve(m_jobs.size());
    for (const auto &job : m_order)
        list.append(*job);
    return list;
}

std::vector<const Job *> JobRegistry::ordered() const
{
    std::vector<const Job *> list;
    list.reserve(m_order.size());
    for (const auto &job : m_order)
        list.push_back(job.get());
    return list;
}

void JobRegistry::publish()
{
    const QSet<JobId> ids = std::exchange(m_changed, {});
    for (const JobId &id : ids) {
        if (const auto job = m_jobs.constFind(id); job != m_jobs.constEnd()) // a slot may have removed it
            Q_EMIT changed(**job);
    }
}

} // namespace ca
