#include "taskanalysis.h"

#include <algorithm>
#include <utility>

#include "eventreporter.h"
#include "runbook.h"
#include "transitions.h"

namespace ca::agent {

namespace {

/// As many as a person may care to see, and as fit into one event.
constexpr std::size_t maxAnnouncedSteps = 1000;

} // namespace

TaskAnalysis::TaskAnalysis(const AgentParts &parts)
    : m_parts(parts)
{
}

AnalysisInput TaskAnalysis::prep(JobState &state)
{
    // Taken, not copied: it may have megabytes and nobody needs it any more.
    return {
        .provider = state.job.provider, .prompt = std::exchange(state.job.prompt, {}), .isPlanned = state.isPlanned};
}

TaskAnalysis::Outcome TaskAnalysis::exec(const AnalysisInput &input)
{
    if (input.isPlanned)
        return protocol::Plan{.actions = {}, .done = true, .summary = {}};
    if (input.provider != "runbook")
        return std::unexpected(
            "The provider '" + input.provider +
            "' is not known to this agent. Use the provider 'runbook' with a prompt that can be run.");
    return protocol::parseRunbook(input.prompt);
}

std::string TaskAnalysis::post(JobState &state, AnalysisInput, Outcome outcome)
{
    if (!outcome) {
        state.result.status = "error";
        state.result.error = outcome.error();
    } else if (outcome->actions.empty()) {
        state.result.status = "complete";
    } else {
        state.plan = std::move(*outcome);
        state.next = 0;
        state.isPlanned = true;
        announce(state);
    }
    return nextTransition(state);
}

void TaskAnalysis::announce(const JobState &state)
{
    const auto limit = static_cast<std::size_t>(std::max(state.job.maxSteps, 0));
    const auto count = std::min({state.plan.actions.size(), limit, maxAnnouncedSteps});
    protocol::PlanMade made;
    made.steps.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto &action = state.plan.actions[i];
        made.steps.push_back({.type = std::string(wireName(action.type)), .description = action.description});
    }
    m_parts.events.planMade(made);
}

} // namespace ca::agent
