#pragma once

#include <map>
#include <optional>
#include <utility>

#include "job.h"

namespace ca {

/// The waiting jobs: higher priority first, then the older one. All operations are logarithmic.
class JobQueue
{
public:
    void add(const Job &job);
    /// False when it does not wait here.
    bool remove(const Job &job);
    std::optional<JobId> takeNext();
    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_jobs.size()); }

private:
    /// Negative priority, then the order in which they came: the map's order is the queue's. (Time and id only tell
    /// apart what has no sequence.)
    using Key = std::tuple<int, qint64, qint64, JobId>;
    static Key keyOf(const Job &job) { return {-job.priority, job.sequence, job.created, job.id}; }

    std::map<Key, JobId> m_jobs;
};

} // namespace ca
