#pragma once

#include <QTableView>
#include <QTimer>
#include <optional>

#include "job.h"

class QMenu;
class QSettings;

namespace ca::dashboard {

class JobTableHeader;
class JobList;
class JobModel;
class JobSelection;

/// The list of jobs, sorted as the person likes. What is looked at does not move when rows come, go or change.
class JobTable : public QTableView
{
    Q_OBJECT

public:
    /// List and model outlive it.
    JobTable(JobList *jobs, JobModel *model, QWidget *parent = nullptr);
    ~JobTable() override;

    /// The job that was chosen last; the filter may hide it. Null when there is none.
    [[nodiscard]] JobId currentJob() const;
    /// Those that are shown, in the order of their rows.
    [[nodiscard]] QList<JobId> selectedJobs() const;
    /// Selects jobs and scrolls to the first one of them. False: the filter hides them all.
    bool select(const QList<JobId> &ids);
    bool select(const JobId &id) { return select(QList<JobId>{id}); }
    void selectFirst();
    /// Chooses the columns.
    [[nodiscard]] QMenu *columnsMenu() const;

    void saveState(QSettings &settings) const;
    void restoreState(const QSettings &settings);

Q_SIGNALS:
    void currentJobChanged(const ca::JobId &id);
    void selectedJobsChanged();
    /// Enter or a double click: the person wants to see this job.
    void jobActivated();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    struct Anchor
    {
        JobId job;
        /// Where its row begins, from the top of the viewport.
        int top = 0;
    };

    void setUpLook();
    void connectModel();
    void holdScroll();
    void restoreScroll();
    void tick();
    void updateClock();

    JobList *m_jobs;
    JobModel *m_model;
    JobSelection *m_selection;
    JobTableHeader *m_header;
    /// What is to stay where it is while rows change; not set at the very top, where new rows are welcome.
    std::optional<Anchor> m_anchor;
    QTimer m_clock;
};

} // namespace ca::dashboard
