#pragma once

#include "job.h"

namespace ca {

/// The job that a request asks for, still to be stored.
Job newJob(const JobRequest &request, const QString &defaultEngine, qint64 sequence);
/// The request that makes the same job again.
JobRequest requestOf(const JobDetails &details);

} // namespace ca
