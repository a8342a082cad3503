#pragma once

#include <QDateTime>

#include "job.h"

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
    job.created = QDateTime::currentMSecsSinceEpoch() - minutes * 60'000;
    if (status != JobStatus::Scheduled)
        job.started = job.created + 1000;
    if (status == JobStatus::Running)
        job.phase = JobPhase::Working;
    if (job.isEnded())
        job.completed = job.started + 9000;
    return job;
}

} // namespace ca::dashboard
