#pragma once

#include <QCoroTask>

#include "job.h"
#include "result.h"

namespace ca {
class Orchestrator;
}

namespace ca::dashboard {

/// Something that an orchestrator does with one job, on its own thread. Answers with the job's id, or with that of the
/// new one when it made one.
using JobCall = QCoro::Task<Result<JobId>> (*)(Orchestrator &orchestrator, JobId id);

QCoro::Task<Result<JobId>> cancelJob(Orchestrator &orchestrator, JobId id);
QCoro::Task<Result<JobId>> pauseJob(Orchestrator &orchestrator, JobId id);
QCoro::Task<Result<JobId>> resumeJob(Orchestrator &orchestrator, JobId id);
QCoro::Task<Result<JobId>> retryJob(Orchestrator &orchestrator, JobId id);
QCoro::Task<Result<JobId>> removeJob(Orchestrator &orchestrator, JobId id);

} // namespace ca::dashboard
