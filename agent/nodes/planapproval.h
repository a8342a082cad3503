#pragma once

#include "agentparts.h"
#include "jobstate.h"
#include "node.h"
#include "orchestrator.h"

namespace ca::agent {

/// Asks a person before a model's plan is carried out. A no ends the plan, not the job: what the person says to it goes
/// to the next analysis.
class PlanApproval final
    : public Node<JobState, protocol::ApprovalRequest, std::expected<protocol::ApprovalAnswer, RequestError>>
{
public:
    explicit PlanApproval(const AgentParts &parts);

protected:
    protocol::ApprovalRequest prep(JobState &state) override;
    Outcome exec(const protocol::ApprovalRequest &request) override;
    std::string post(JobState &state, protocol::ApprovalRequest request, Outcome outcome) override;

private:
    AgentParts m_parts;
};

} // namespace ca::agent
