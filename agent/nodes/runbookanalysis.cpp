#include "runbookanalysis.h"

#include <utility>

#include "planbatch.h"
#include "runbook.h"
#include "transitions.h"

namespace ca::agent {

RunbookAnalysis::RunbookAnalysis(const AgentParts &parts)
    : m_parts(parts)
{
}

RunbookInput RunbookAnalysis::prep(JobState &state)
{
    // Taken, not copied: it may have megabytes and nobody needs it any more.
    return {.prompt = std::exchange(state.job.prompt, {}), .isPlanned = state.isPlanned};
}

RunbookAnalysis::Outcome RunbookAnalysis::exec(const RunbookInput &input)
{
    if (input.isPlanned)
        return protocol::Plan{.actions = {}, .done = true, .summary = {}};
    return protocol::parseRunbook(input.prompt);
}

std::string RunbookAnalysis::post(JobState &state, RunbookInput, Outcome outcome)
{
    if (!outcome) {
        state.result.status = "error";
        state.result.error = outcome.error();
    } else if (outcome->actions.empty()) {
        state.result.status = "complete";
    } else {
        beginPlan(state, std::move(*outcome), PlanOrigin::Runbook);
        state.isPlanned = true;
        announcePlan(m_parts.events, state);
    }
    return nextTransition(state);
}

} // namespace ca::agent
