#include "jobinbox.h"

#include <QMutexLocker>
#include <utility>

namespace ca::dashboard {

bool JobInbox::put(const QList<Job> &jobs)
{
    const QMutexLocker lock(&m_mutex);
    const bool wasEmpty = m_jobs.isEmpty();
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

QList<Job> JobInbox::takeAll()
{
    const QMutexLocker lock(&m_mutex);
    m_places.clear();
    return std::exchange(m_jobs, {});
}

} // namespace ca::dashboard
