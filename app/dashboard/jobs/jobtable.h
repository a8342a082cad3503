#pragma once

#include <QSortFilterProxyModel>
#include <QTableView>

#include "job.h"

class QSettings;

namespace ca::dashboard {

class JobModel;

/// The list of jobs, sorted as the person likes. New rows come in without moving what is being looked at.
class JobTable : public QTableView
{
    Q_OBJECT

public:
    explicit JobTable(JobModel *jobs, QWidget *parent = nullptr);

    /// The current row's job; null when there is none.
    [[nodiscard]] JobId currentJob() const;
    /// Makes a job the current row and scrolls to it.
    void select(const JobId &id);
    void selectFirst();

    void saveState(QSettings &settings) const;
    void restoreState(const QSettings &settings);

Q_SIGNALS:
    void currentJobChanged(const ca::JobId &id);
    /// Enter or a double click: the person wants to see this job.
    void jobActivated();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void setUpHeader();

    JobModel *m_jobs;
    QSortFilterProxyModel m_sorted;
};

} // namespace ca::dashboard
