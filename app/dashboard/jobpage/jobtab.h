#pragma once

#include <QWidget>

#include "job.h"

namespace ca::dashboard {

/// One tab of a job's page. Only the tab that is seen is told of changes; one that comes up is told how things stand.
class JobTab : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// Another job, or a newer value of the same one. Its details follow; until then those shown before are of no use
    /// when the job's id is another one.
    virtual void showJob(const Job &job) = 0;
    /// Of the job shown last; again with every change of its steps and events, at most once per frame.
    virtual void showDetails(const JobDetails &details) { Q_UNUSED(details) }

Q_SIGNALS:
    /// Another job is to be shown.
    void jobClicked(const ca::JobId &id);
    /// A step of this job, by its number, is to be shown under Steps; its output, in the log.
    void stepClicked(int number);
    void logClicked(int stepNumber);
    /// What was shown is out of date: something was done about it here.
    void detailsOutdated();
};

} // namespace ca::dashboard
