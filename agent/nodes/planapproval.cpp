#include "planapproval.h"

#include <utility>

#include "endings.h"
#include "planbatch.h"
#include "transitions.h"

namespace ca::agent {

namespace {

/// Enough to judge by, and bounded for a hundred steps.
constexpr std::size_t codeBytes = 4096;

void decline(JobState &state, const std::string &comment)
{
    state.plan = {};
    state.next = 0;
    state.remarks.push_back("The person declined this plan; none of it was carried out. " +
                            (comment.empty() ? "They gave no reason: propose another way." : "They say: " + comment));
}

} // namespace

PlanApproval::PlanApproval(const AgentParts &parts)
    : m_parts(parts)
{
}

protocol::ApprovalRequest PlanApproval::prep(JobState &state)
{
    return {.round = state.round, .summary = state.plan.summary, .steps = plannedSteps(state, codeBytes)};
}

PlanApproval::Outcome PlanApproval::exec(const protocol::ApprovalRequest &request)
{
    return m_parts.orchestrator.askApproval(request);
}

std::string PlanApproval::post(JobState &state, protocol::ApprovalRequest, Outcome outcome)
{
    const auto &answer = *outcome;
    if (!answer && answer.error().code == protocol::rpcerror::cancelled)
        endCancelled(state, "while it waited for approval");
    else if (!answer)
        endInError(state, "The plan could not be shown for approval: " + answer.error().message);
    else if (!answer->isApproved)
        decline(state, answer->comment);
    else if (!answer->comment.empty())
        state.remarks.push_back("The person approved the last plan and says: " + answer->comment);
    return nextTransition(state);
}

} // namespace ca::agent
