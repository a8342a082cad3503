#pragma once

#include <cstddef>
#include <vector>

#include "jobstate.h"

namespace ca::agent {

class EventReporter;

/// From now on the plan is the one that is carried out, from its first action on.
void beginPlan(JobState &state, protocol::Plan plan, PlanOrigin origin);

/// The event that tells of the plan, as far as the job's limit of steps lets it come.
void announcePlan(EventReporter &events, const JobState &state);

/// The plan's actions as a person is shown them, the code of each cut to `codeBytes`.
std::vector<protocol::PlannedStep> plannedSteps(const JobState &state, std::size_t codeBytes);

} // namespace ca::agent
