#pragma once

#include <QString>

#include "apistate.h"
#include "job.h"

namespace ca::dashboard {

/// A line for a POSIX shell that makes the API, which is on, run the same job again: the whole task, or, where the job
/// was given files, which only the orchestrator has, its id. A token is not in it, but the variable that would hold it.
QString curlCommand(const ApiState &api, const JobDetails &details);

} // namespace ca::dashboard
