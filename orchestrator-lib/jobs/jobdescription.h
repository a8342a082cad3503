#pragma once

#include "job.h"
#include "messages.h"

namespace ca {

/// What a job's agent is told. `network`: a sentence on what can be reached; `contextTokens`: the window of the model
/// that is asked first; 0 when nobody is asked. `seesImages`: that model does.
protocol::JobDescription describe(const JobDetails &details, const StepRlimits &rlimits, const QString &network,
                                  qint64 contextTokens, bool seesImages);

} // namespace ca
