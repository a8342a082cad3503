#pragma once

#include "job.h"
#include "messages.h"

namespace ca {

/// What a job's agent is told. `contextTokens`: the window of the model that is asked first; 0 when nobody is asked.
/// `network`: what can be reached, in a sentence.
protocol::JobDescription describe(const JobDetails &details, const StepRlimits &rlimits, qint64 contextTokens,
                                  const QString &network);

} // namespace ca
