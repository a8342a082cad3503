#include "joblist.h"

#include <numeric>
#include <utility>

namespace ca::dashboard {

void JobList::apply(const QList<Job> &jobs)
{
    QList<JobEntry *> newOnes;
    QList<JobEntry *> changedOnes;
    for (const Job &job : jobs) {
        const auto [found, isNew] = m_entries.try_emplace(job.id);
        JobEntry &entry = found->second;
        if (!isNew && entry.job == job)
            continue;
        if (!isNew && !entry.isHidden)
            count(entry.job, -1);
        entry.job = job;
        if (entry.isHidden)
            continue;
        count(job, 1);
        if (!std::exchange(entry.isAnnounced, true))
            (isNew ? newOnes : changedOnes).append(&entry);
    }
    for (JobEntry *entry : newOnes + changedOnes)
        entry->isAnnounced = false;
    if (!changedOnes.isEmpty())
        Q_EMIT changed(changedOnes);
    if (!newOnes.isEmpty())
        Q_EMIT added(newOnes);
    if (!changedOnes.isEmpty() || !newOnes.isEmpty())
        Q_EMIT countsChanged();
}

void JobList::remove(const QList<JobId> &ids)
{
    QList<JobEntry *> shown;
    for (const JobId &id : ids) {
        JobEntry *found = entry(id);
        if (found == nullptr || found->isHidden)
            continue;
        found->isHidden = true; // an id that is named twice
        count(found->job, -1);
        shown.append(found);
    }
    if (!shown.isEmpty())
        Q_EMIT gone(shown);
    for (const JobId &id : ids)
        m_entries.erase(id);
    if (!shown.isEmpty())
        Q_EMIT countsChanged();
}

void JobList::setCancelling(const QList<JobId> &ids, bool isCancelling)
{
    QList<JobEntry *> changedOnes;
    for (const JobId &id : ids) {
        JobEntry *found = entry(id);
        if (found == nullptr || found->isHidden || found->job.isEnded() || found->job.cancelRequested == isCancelling)
            continue;
        found->job.cancelRequested = isCancelling;
        changedOnes.append(found);
    }
    if (!changedOnes.isEmpty())
        Q_EMIT changed(changedOnes);
}

void JobList::setHidden(const QList<JobId> &ids, bool isHidden)
{
    QList<JobEntry *> turned;
    for (const JobId &id : ids) {
        JobEntry *found = entry(id);
        if (found == nullptr || found->isHidden == isHidden)
            continue;
        found->isHidden = isHidden;
        count(found->job, isHidden ? -1 : 1);
        turned.append(found);
    }
    if (turned.isEmpty())
        return;
    if (isHidden)
        Q_EMIT gone(turned);
    else
        Q_EMIT added(turned);
    Q_EMIT countsChanged();
}

const Job *JobList::job(const JobId &id) const
{
    const auto found = m_entries.find(id);
    return found == m_entries.cend() || found->second.isHidden ? nullptr : &found->second.job;
}

JobEntry *JobList::entry(const JobId &id)
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : &found->second;
}

int JobList::size() const
{
    return std::accumulate(m_counts.cbegin(), m_counts.cend(), 0);
}

QList<JobEntry *> JobList::entries()
{
    QList<JobEntry *> all;
    all.reserve(size());
    for (auto &[id, entry] : m_entries) {
        if (!entry.isHidden)
            all.append(&entry);
    }
    return all;
}

void JobList::count(const Job &job, int by)
{
    m_counts.at(static_cast<std::size_t>(groupOf(job))) += by;
}

} // namespace ca::dashboard
