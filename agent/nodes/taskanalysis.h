#pragma once

#include <cstdint>

#include "agentparts.h"
#include "conversation.h"
#include "jobstate.h"
#include "node.h"
#include "orchestrator.h"
#include "stuckdetector.h"

namespace ca::agent {

/// What the model is asked.
struct AnalysisInput
{
    protocol::CompletionRequest request;
    /// There is nothing to ask: the job's end is in its state.
    bool isOver = false;
};

/// Makes a plan with a model, and looks at it again with the model when its actions are done or one has failed: tells
/// it how the steps went and what the person said meanwhile, and takes its answer, until it declares the task done. An
/// answer that cannot be used is sent back once with the reason, one that was cut off is asked for again in smaller
/// parts, and a request that was too long is made shorter, each once in a row.
class TaskAnalysis final : public Node<JobState, AnalysisInput, std::expected<protocol::CompletionAnswer, RequestError>>
{
public:
    explicit TaskAnalysis(const AgentParts &parts);

protected:
    AnalysisInput prep(JobState &state) override;
    Outcome exec(const AnalysisInput &input) override;
    std::string post(JobState &state, AnalysisInput input, Outcome outcome) override;

private:
    /// What the model is told before it is asked.
    void beginTask(const JobState &state);
    void tellOutcomes(JobState &state);
    void tellRemarks(JobState &state);
    void tellRepetition(JobState &state, StuckDetector::Verdict verdict);
    void note(const JobState &state, std::string text);
    /// The plan was declared the last one, and all of it has succeeded.
    [[nodiscard]] bool isDone(const JobState &state) const;

    /// What its answer, or the lack of one, means.
    void takeAnswer(JobState &state, const protocol::CompletionAnswer &answer);
    void takePlan(JobState &state, protocol::Plan plan);
    void takeDone(JobState &state);
    void takeCutOff(JobState &state, const protocol::CompletionAnswer &answer);
    void takeUnusable(JobState &state, const protocol::CompletionAnswer &answer, const std::string &reason);
    void takeError(JobState &state, const RequestError &error);
    void giveUp(JobState &state, const protocol::CompletionAnswer &answer, const std::string &sentence);
    void remember(const JobState &state, std::string_view answer, const std::string &line);

    AgentParts m_parts;
    Conversation m_conversation;
    StuckDetector m_stuckDetector;
    bool m_hasBegun = false;
    /// There are steps that the model has not been told of.
    bool m_hasOutcomes = false;
    /// The step whose failure the model was asked about when it declared the task done.
    int m_questionedStep = 0;
    /// Each of these is tried once in a row.
    bool m_isRepairing = false;
    bool m_isShortening = false;
    bool m_isPruning = false;
};

} // namespace ca::agent
