#pragma once

#include <QList>
#include <QObject>
#include <functional>
#include <unordered_map>

#include "jobentry.h"
#include "jobgroup.h"

namespace ca::dashboard {

/// All jobs that the dashboard knows, by id. Lives on the GUI thread.
class JobList : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Takes over new and changed jobs.
    void apply(const QList<Job> &jobs);
    /// Jobs that are not known are no error.
    void remove(const QList<JobId> &ids);
    /// Shows at once that jobs are being cancelled (or, when that failed, that they are not); the next apply() is the
    /// truth.
    void setCancelling(const QList<JobId> &ids, bool isCancelling);
    /// Jobs that are hidden are counted and shown nowhere, but still known.
    void setHidden(const QList<JobId> &ids, bool isHidden);

    /// Null when there is no such job or it is hidden; valid until the job is removed.
    [[nodiscard]] const Job *job(const JobId &id) const;
    [[nodiscard]] JobEntry *entry(const JobId &id);
    /// Of those that are not hidden.
    [[nodiscard]] const JobCounts &counts() const { return m_counts; }
    [[nodiscard]] int count(JobGroup group) const { return m_counts.at(static_cast<std::size_t>(group)); }
    [[nodiscard]] int size() const;
    /// Those that are not hidden, in no particular order.
    [[nodiscard]] QList<JobEntry *> entries();

Q_SIGNALS:
    /// Each is emitted once for all that came together, when it is done.
    void added(const QList<ca::dashboard::JobEntry *> &entries);
    void changed(const QList<ca::dashboard::JobEntry *> &entries);
    /// Removed or hidden: the entries must not be shown any more. They are alive until this returns.
    void gone(const QList<ca::dashboard::JobEntry *> &entries);
    /// After any of these.
    void countsChanged();

private:
    struct Hash
    {
        std::size_t operator()(const JobId &id) const { return qHash(id, 0); }
    };

    void count(const Job &job, int by);

    std::unordered_map<JobId, JobEntry, Hash> m_entries;
    JobCounts m_counts = {};
};

} // namespace ca::dashboard
