#include "jobqueue.h"

namespace ca {

void JobQueue::add(const Job &job)
{
    m_jobs.emplace(keyOf(job), job.id);
}

bool JobQueue::remove(const Job &job)
{
    return m_jobs.erase(keyOf(job)) > 0;
}

std::optional<JobId> JobQueue::takeNext()
{
    if (m_jobs.empty())
        return std::nullopt;
    return m_jobs.extract(m_jobs.begin()).mapped();
}

} // namespace ca
