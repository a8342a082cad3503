#pragma once

#include <QDateTime>

#include "job.h"
#include "jobmodel.h"

namespace ca::dashboard {

/// A job in some state, without an orchestrator; created `minutes` ago.
inline Job sampleJob(const QString &title, JobStatus status, int minutes = 0)
{
    Job job;
    job.id = QUuid::createUuid();
    job.title = title;
    job.status = status;
    job.provider = QStringLiteral("runbook");
    job.engine = QStringLiteral("bubblewrap");
    job.created = QDateTime::currentMSecsSinceEpoch() - qint64{minutes} * 60'000;
    if (status != JobStatus::Scheduled)
        job.started = job.created + 1000;
    if (status == JobStatus::Running)
        job.phase = JobPhase::Working;
    if (job.isEnded())
        job.completed = job.started + 9000;
    return job;
}

/// Ended ones, the newest last.
inline QList<Job> manyJobs(int count)
{
    QList<Job> jobs;
    for (int number = 0; number < count; ++number)
        jobs += sampleJob(QString::number(number), JobStatus::Complete, count - number);
    return jobs;
}

/// What a model of jobs shows, row by row.
inline QStringList titles(const QAbstractItemModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(model.index(row, JobModel::TaskColumn).data().toString());
    return all;
}

} // namespace ca::dashboard
