#pragma once

#include <QAbstractTableModel>
#include <QFont>

#include "job.h"
#include "jobfilter.h"
#include "joborder.h"

namespace ca::dashboard {

class JobList;

/// The jobs of a list as rows: those that the filter lets through, in the order of one column. It sorts and filters by
/// itself, with neither copies nor variants, so that a hundred thousand jobs are no wait. Lives on the GUI thread.
class JobModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        StatusColumn,
        TaskColumn,
        ProgressColumn,
        ProviderColumn,
        EngineColumn,
        TokensColumn,
        CreatedColumn,
        DurationColumn,
        ColumnCount
    };
    enum Role {
        JobRole = Qt::UserRole, ///< the whole ca::Job
    };

    /// The list outlives the model.
    explicit JobModel(JobList *jobs, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// Rows change all at once: the model is reset.
    void setFilter(const JobFilter &filter);
    [[nodiscard]] const JobFilter &filter() const { return m_filter; }

    /// The row must be there.
    [[nodiscard]] const Job &at(int row) const { return m_rows.at(row)->job; }
    /// Invalid for a job that is not shown.
    [[nodiscard]] QModelIndex indexOf(const JobId &id) const;
    /// What a delegate of a view on this model paints.
    [[nodiscard]] static const Job &jobOf(const QModelIndex &index);

private:
    void add(QList<JobEntry *> entries);
    void change(const QList<JobEntry *> &entries);
    void drop(const QList<JobEntry *> &entries);
    [[nodiscard]] bool isMisplaced(const JobEntry &entry) const;
    void placeAgain(QList<JobEntry *> entries);
    void numberPlaces();
    void numberRows(int first);
    void applyRows(const QList<JobEntry *> &leaving, const QList<JobEntry *> &coming);
    void takeOut(const QList<JobEntry *> &entries);
    void bringIn(QList<JobEntry *> entries);
    void arrangeRows();
    void rebuildRows();
    void announceChanged(const QList<JobEntry *> &entries);

    JobList *m_jobs;
    JobFilter m_filter;
    JobOrder m_order;
    QFont m_tabular;
    /// All jobs in order, and those of them that are shown. The list owns them.
    QList<JobEntry *> m_all;
    QList<JobEntry *> m_rows;
};

} // namespace ca::dashboard
