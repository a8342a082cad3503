#pragma once

#include "agentparts.h"
#include "jobstate.h"
#include "node.h"

namespace ca::agent {

/// What the analysis decides by.
struct AnalysisInput
{
    std::string provider;
    std::string prompt;
    /// The plan was made before, and all of it is done.
    bool isPlanned = false;
};

/// Makes the plan, and looks at it again when its actions are done. A runbook is its own plan.
class TaskAnalysis final : public Node<JobState, AnalysisInput, protocol::Plan>
{
public:
    explicit TaskAnalysis(const AgentParts &parts);

protected:
    AnalysisInput prep(JobState &state) override;
    Outcome exec(const AnalysisInput &input) override;
    std::string post(JobState &state, AnalysisInput input, Outcome outcome) override;

private:
    void announce(const JobState &state);

    AgentParts m_parts;
};

} // namespace ca::agent
