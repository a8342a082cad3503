#pragma once

#include "agentparts.h"
#include "jobstate.h"
#include "node.h"
#include "stepoutcome.h"

namespace ca::agent {

/// The action that a node is to carry out, as one step.
struct StepInput
{
    /// From 1.
    int number = 0;
    protocol::Action action;
    int timeoutSeconds = 0;
    /// The job ended before this step began: there is nothing to do.
    bool isCalledOff = false;
    std::chrono::steady_clock::time_point startedAt;
};

/// What the nodes for all kinds of actions have in common: limits, events, the record, the way on.
class ActionNode : public Node<JobState, StepInput, StepOutcome>
{
public:
    explicit ActionNode(const AgentParts &parts);

protected:
    /// Carries the action out. A failure is an outcome like others.
    virtual StepOutcome perform(const StepInput &step) = 0;

    [[nodiscard]] const AgentParts &parts() const { return m_parts; }

    StepInput prep(JobState &state) final;
    Outcome exec(const StepInput &input) final;
    std::string post(JobState &state, StepInput input, Outcome outcome) final;

private:
    void announce(const StepInput &input);
    void record(JobState &state, const StepInput &input, const StepOutcome &outcome);
    static void takeFailure(JobState &state, const StepRecord &step);
    /// Whether the job may go on to its next step; else its end is in the state.
    bool mayStart(JobState &state);

    AgentParts m_parts;
};

/// "step 2 (python: Draw the chart)"
std::string stepName(const StepRecord &step);

} // namespace ca::agent
