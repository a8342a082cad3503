#pragma once

#include "job.h"
#include "messages.h"
#include "sandbox.h"

namespace ca {

class JobConversation;

/// What a job's agent is told. `network`: a sentence on what can be reached.
protocol::JobDescription describe(const JobDetails &details, const Sandbox &sandbox, const QString &network,
                                  const JobConversation &conversation);

} // namespace ca
