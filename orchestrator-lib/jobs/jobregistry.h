#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>
#include <memory>
#include <vector>

#include "job.h"
#include "result.h"

namespace ca {

/// All jobs that there are, in memory, and the news of their changes: however often a job changes, it is told of at
/// most once in a frame.
class JobRegistry : public QObject
{
    Q_OBJECT

public:
    explicit JobRegistry(QObject *parent = nullptr);

    /// Takes in what was stored, oldest first.
    void adopt(const QList<Job> &jobs);
    void add(const Job &job);
    /// For changes; the news of it follows. The job exists.
    Job &edit(const JobId &id);
    void remove(const JobId &id);
    /// Puts the job in the place of the one with its id; the news of it follows.
    void replace(const Job &job);

    [[nodiscard]] bool contains(const JobId &id) const { return m_jobs.contains(id); }
    /// Errors: NotFound.
    [[nodiscard]] Result<Job> find(const JobId &id) const;
    /// Copies, oldest first.
    [[nodiscard]] QList<Job> all() const;
    /// Oldest first; valid until a job is added or removed.
    [[nodiscard]] std::vector<const Job *> ordered() const;
    /// 0 when there is no job.
    [[nodiscard]] qint64 lastSequence() const { return m_order.empty() ? 0 : m_order.back()->sequence; }

Q_SIGNALS:
    void changed(const ca::Job &job);

private:
    void publish();

    std::vector<std::unique_ptr<Job>> m_order;
    QHash<JobId, Job *> m_jobs;
    QSet<JobId> m_changed;
    QTimer m_publishTimer;
};

} // namespace ca
