#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QTimer>

#include "job.h"

namespace ca::dashboard {

/// The jobs as rows, in the order in which they became known. Lives on the GUI thread.
class JobModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { StatusColumn, TaskColumn, ProgressColumn, CreatedColumn, DurationColumn, ColumnCount };
    enum Role {
        JobRole = Qt::UserRole, ///< the whole ca::Job
        SortRole,               ///< what a column is ordered by
    };

    explicit JobModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Takes over new and changed jobs.
    void apply(const QList<Job> &jobs);
    /// Jobs that are not known are no error.
    void remove(const QList<JobId> &ids);
    /// Shows at once that a job is being cancelled (or, when that failed, that it is not); the next apply() is the
    /// truth.
    void setCancelling(const JobId &id, bool cancelling);

    [[nodiscard]] QModelIndex indexOf(const JobId &id) const;
    /// Null when there is no such job; valid until the next apply().
    [[nodiscard]] const Job *job(const JobId &id) const;
    [[nodiscard]] int runningCount() const;
    [[nodiscard]] int waitingCount() const;

private:
    [[nodiscard]] QVariant text(const Job &job, int column) const;
    [[nodiscard]] QVariant toolTip(const Job &job, int column) const;
    [[nodiscard]] QVariant sortKey(const Job &job, int column) const;
    void append(const QList<Job> &jobs);
    void rowChanged(qsizetype row);
    void tick();
    void updateTimer();

    QList<Job> m_jobs;
    QHash<JobId, qsizetype> m_rows;
    QTimer m_tick;
};

} // namespace ca::dashboard
