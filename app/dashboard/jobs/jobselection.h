#pragma once

#include <QItemSelectionModel>
#include <QObject>
#include <QSet>

#include "job.h"

class QTableView;

namespace ca::dashboard {

class JobList;
class JobModel;

/// Which jobs a table's person has selected, by id: rows may be sorted, filtered and renewed under it. A job that the
/// filter takes away stays the current one and is selected again when it comes back; one that is deleted hands over to
/// its neighbour.
class JobSelection : public QObject
{
    Q_OBJECT

public:
    /// List and model outlive it. To be made before the view gets the model.
    JobSelection(JobList *jobs, JobModel *model, QObject *parent);

    /// The view has the model now.
    void attach(QTableView *view);

    /// Those that are shown, in the order of their rows.
    [[nodiscard]] QList<JobId> selected() const;
    /// The one that was chosen last, shown or not; null when there is none.
    [[nodiscard]] JobId current() const { return m_current; }
    /// Makes these shown jobs the selection, the first one the current job. False: none of them is shown.
    bool select(const QList<JobId> &ids);

Q_SIGNALS:
    void currentChanged(const ca::JobId &id);
    void selectionChanged();

private:
    void hold();
    void holdRemoved(int first, int last);
    void restore();
    void settleLater();
    void settle();
    void takeCurrent(const QModelIndex &index);
    void setCurrent(const JobId &id);
    [[nodiscard]] QItemSelection rowsOf(const QSet<JobId> &ids) const;

    JobList *m_jobs;
    JobModel *m_model;
    QTableView *m_view = nullptr;
    JobId m_current;
    /// Selected, but not to be seen just now.
    QSet<JobId> m_kept;
    /// Rows are changing: what the selection model says is not what the person did.
    bool m_isHolding = false;
    bool m_mustSettle = false;
};

} // namespace ca::dashboard
