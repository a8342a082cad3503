#include "jobinbox.h"

#include <QMutexLocker>
#include <utility>

namespace ca::dashboard {

bool JobInbox::put(const QList<Job> &jobs)
{
    const QMutexLocker lock(&m_mutex);
    const bool wasEmpty = m_jobs.isEmpty() && m_removed.isEmpty();
    for (const Job &job : jobs) {
        const auto place = m_places.constFind(job.id);
        if (place != m_places.cend()) {
            m_jobs[*place] = job;
        } else {
            m_places.insert(job.id, m_jobs.size());
            m_jobs.append(job);
        }
    }
    return wasEmpty;
}

bool JobInbox::remove(const JobId &id)
{
    const QMutexLocker lock(&m_mutex);
    const bool wasEmpty = m_jobs.isEmpty() && m_removed.isEmpty();
    if (const auto place = m_places.constFind(id); place != m_places.cend()) {
        m_jobs[*place].id = {}; // left out later: many may go at once
        m_places.erase(place);
    }
    m_removed.append(id);
    return wasEmpty;
}

JobInbox::News JobInbox::takeAll()
{
    const QMutexLocker lock(&m_mutex);
    m_places.clear();
    erase_if(m_jobs, [](const Job &job) { return job.id.isNull(); });
    return {.changed = std::exchange(m_jobs, {}), .removed = std::exchange(m_removed, {})};
}

} // namespace ca::dashboard
