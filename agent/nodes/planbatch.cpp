#include "planbatch.h"

#include <algorithm>
#include <utility>

#include "eventreporter.h"
#include "madefiles.h"
#include "text.h"

namespace ca::agent {

namespace {

/// As many as a person may care to see, and as fit into one event.
constexpr std::size_t maxAnnouncedSteps = 1000;

} // namespace

void beginPlan(JobState &state, protocol::Plan plan, PlanOrigin origin)
{
    state.plan = std::move(plan);
    state.next = 0;
    state.skipped = 0;
    state.origin = origin;
    state.round += origin == PlanOrigin::Clone ? 0 : 1;
    state.firstStep = state.steps.size();
    state.planStartedAt = MadeFiles::now();
}

void announcePlan(EventReporter &events, const JobState &state)
{
    events.planMade(
        {.steps = plannedSteps(state, 0), .round = std::max(state.round, 1), .summary = state.plan.summary});
}

std::vector<protocol::PlannedStep> plannedSteps(const JobState &state, std::size_t codeBytes)
{
    const auto limit = static_cast<std::size_t>(std::max(state.job.maxSteps, 0));
    const auto count = std::min({state.plan.actions.size(), limit, maxAnnouncedSteps});
    std::vector<protocol::PlannedStep> steps;
    steps.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto &action = state.plan.actions[i];
        steps.push_back({.type = std::string(wireName(action.type)),
                         .description = action.description,
                         .code = protocol::cutToBytes(action.command, codeBytes)});
    }
    return steps;
}

} // namespace ca::agent
