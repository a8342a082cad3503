#pragma once

#include "agentparts.h"
#include "jobstate.h"
#include "node.h"

namespace ca::agent {

/// What the analysis decides by.
struct RunbookInput
{
    std::string prompt;
    /// The plan was made before, and all of it is done.
    bool isPlanned = false;
};

/// The analysis of a prompt that is its own plan: reads it once, and ends the job when its actions are done.
class RunbookAnalysis final : public Node<JobState, RunbookInput, protocol::Plan>
{
public:
    explicit RunbookAnalysis(const AgentParts &parts);

protected:
    RunbookInput prep(JobState &state) override;
    Outcome exec(const RunbookInput &input) override;
    std::string post(JobState &state, RunbookInput input, Outcome outcome) override;

private:
    AgentParts m_parts;
};

} // namespace ca::agent
