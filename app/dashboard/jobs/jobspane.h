#pragma once

#include <QList>
#include <QWidget>

#include "job.h"

class QAction;
class QLabel;
class QSettings;
class QStackedLayout;

namespace ca::dashboard {

class FilterEdit;
class JobList;
class JobModel;
class JobTable;
class StatusChips;

/// The list of jobs with what narrows it down: a filter box and a button for each status.
class JobsPane : public QWidget
{
    Q_OBJECT

public:
    /// The list outlives the pane.
    explicit JobsPane(JobList *jobs, QWidget *parent = nullptr);

    /// For its menu and its shortcuts; null is a gap.
    void addJobActions(const QList<QAction *> &actions);
    [[nodiscard]] JobTable *table() const { return m_table; }
    /// Goes to the filter box; to be given to who else has the keyboard.
    [[nodiscard]] QAction *findAction() const { return m_find; }
    /// Selects the job that was selected last time, or the first one.
    void selectRemembered();
    /// Selects jobs that were started here, as soon as they have come in.
    void selectNew(const QList<JobId> &ids);
    /// Takes the filter away and selects these jobs, if any.
    void showAll(const QList<JobId> &selected = {});

    void saveState(QSettings &settings) const;
    void restoreState(const QSettings &settings);

Q_SIGNALS:
    /// What selectNew() was asked for does not fit the filter.
    void newJobsHidden(const QList<ca::JobId> &ids);

private:
    void selectAwaited();
    QWidget *makeNoMatch();
    void connectParts();
    void applyFilter();
    void updateMatch();

    JobList *m_jobs;
    JobModel *m_model;
    FilterEdit *m_filter;
    StatusChips *m_chips;
    JobTable *m_table;
    QAction *m_find;
    QStackedLayout *m_stack;
    QLabel *m_noMatchText = nullptr;
    JobId m_remembered;
    QList<JobId> m_awaited;
};

} // namespace ca::dashboard
