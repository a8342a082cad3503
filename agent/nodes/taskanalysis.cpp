#include "taskanalysis.h"

#include <span>
#include <utility>

#include "actionnode.h"
#include "endings.h"
#include "eventreporter.h"
#include "inbox.h"
#include "planbatch.h"
#include "planparser.h"
#include "roundfeedback.h"
#include "shorten.h"
#include "systemprompt.h"
#include "text.h"
#include "transitions.h"
#include "workspace.h"

namespace ca::agent {

namespace {

/// What a person is shown of an answer that was of no use.
constexpr std::size_t shownAnswerBytes = 4096;
/// What the model is shown of such an answer, which may have megabytes.
constexpr std::size_t sentBackBytes = 8192;

std::string describe(const protocol::Plan &plan)
{
    constexpr std::size_t maxCharacters = 300;
    std::string text;
    for (const auto &action : plan.actions)
        text += (text.empty() ? "" : "; ") + action.description;
    return "[plan: " + protocol::cutToLine(text.empty() ? plan.summary : text, maxCharacters) + "]";
}

/// The name of the limit that a sentence about the budget speaks of.
std::string spentLimit(const std::string &sentence)
{
    return sentence.contains("token") ? "tokens" : "calls";
}

} // namespace

TaskAnalysis::TaskAnalysis(const AgentParts &parts)
    : m_parts(parts)
    , m_conversation(parts.workspace, parts.events)
{
}

AnalysisInput TaskAnalysis::prep(JobState &state)
{
    if (!std::exchange(m_hasBegun, true))
        beginTask(state);
    tellOutcomes(state);
    if (isDone(state))
        state.result.status = "complete";
    if (state.hasEnded())
        return {.request = {}, .isOver = true};
    tellRemarks(state);
    state.plan = {};
    state.next = 0;
    return {.request = m_conversation.request(), .isOver = false};
}

TaskAnalysis::Outcome TaskAnalysis::exec(const AnalysisInput &input)
{
    if (input.isOver)
        return {};
    return m_parts.orchestrator.complete(input.request);
}

std::string TaskAnalysis::post(JobState &state, AnalysisInput input, Outcome outcome)
{
    if (!input.isOver && *outcome)
        takeAnswer(state, **outcome);
    else if (!input.isOver)
        takeError(state, outcome->error());
    const bool needsApproval = state.job.needsApproval && !state.hasEnded() && !state.plan.actions.empty();
    return needsApproval ? transition::approve : nextTransition(state);
}

void TaskAnalysis::beginTask(const JobState &state)
{
    m_conversation.setWindow(state.job.contextTokens);
    if (!state.job.systemPrompt.empty())
        m_conversation.add({.kind = EntryKind::System, .text = systemPromptFor(state, m_parts.workspace.fd())});
    m_conversation.add({.kind = EntryKind::Task, .text = "The task:\n" + state.job.prompt});
}

void TaskAnalysis::tellOutcomes(JobState &state)
{
    // A plan that was declined has no outcomes.
    if (!std::exchange(m_hasOutcomes, false) || state.steps.size() == state.firstStep)
        return;
    for (auto &entry : stepEntries(state, m_conversation.outputBytes()))
        m_conversation.add(std::move(entry));
    m_conversation.add(roundEntry(state, m_parts.workspace.fd()));
    const auto steps = std::span(state.steps).subspan(state.firstStep);
    tellRepetition(state, m_stuckDetector.add(steps));
    for (auto &step : steps)
        step.out = step.err = {};
}

void TaskAnalysis::tellRemarks(JobState &state)
{
    for (auto &remark : std::exchange(state.remarks, {}))
        m_conversation.add({.kind = EntryKind::Message, .text = std::move(remark), .round = state.round});
    for (auto &text : m_parts.inbox.takeAll())
        m_conversation.add(
            {.kind = EntryKind::Message, .text = "The person says: " + std::move(text), .round = state.round});
}

void TaskAnalysis::tellRepetition(JobState &state, StuckDetector::Verdict verdict)
{
    if (verdict == StuckDetector::Verdict::MovesOn || isDone(state))
        return;
    const auto name = state.steps.empty() ? std::string() : stepName(state.steps.back());
    // What the person has just said may be the way out.
    if (verdict == StuckDetector::Verdict::IsStuck && m_parts.inbox.isEmpty()) {
        return endInError(state, "The model is stuck: it repeats the same actions with the same outcome, last in " +
                                     name +
                                     ", although it was told. Say in the task what to do instead, split it, or "
                                     "use another model.");
    }
    note(state, "You are going in circles: the last steps repeat earlier ones with the same outcome, up to " + name +
                    ". Find out why it does not work and do something else, or declare the task done and say in the "
                    "summary what could not be achieved. The next repetition ends the job.");
}

void TaskAnalysis::note(const JobState &state, std::string text)
{
    m_conversation.add({.kind = EntryKind::Note, .text = std::move(text), .round = state.round});
}

bool TaskAnalysis::isDone(const JobState &state) const
{
    const bool hasSaidSo = state.origin == PlanOrigin::Model && state.plan.done && m_parts.inbox.isEmpty();
    return hasSaidSo && std::ranges::all_of(std::span(state.steps).subspan(state.firstStep), &StepRecord::isSuccess);
}

void TaskAnalysis::takeAnswer(JobState &state, const protocol::CompletionAnswer &answer)
{
    if (answer.contextTokens > 0)
        m_conversation.setWindow(answer.contextTokens);
    m_isPruning = false;
    auto plan = protocol::parsePlan(answer.text);
    if (!plan && answer.isCutOff)
        return takeCutOff(state, answer);
    if (!plan)
        return takeUnusable(state, answer, plan.error());
    m_isRepairing = m_isShortening = false;
    remember(state, protocol::withoutThoughts(answer.text), describe(*plan));
    takePlan(state, std::move(*plan));
}

void TaskAnalysis::takePlan(JobState &state, protocol::Plan plan)
{
    if (!plan.summary.empty())
        state.summary = plan.summary;
    if (plan.actions.empty())
        return takeDone(state);
    beginPlan(state, std::move(plan), PlanOrigin::Model);
    m_hasOutcomes = true;
    announcePlan(m_parts.events, state);
}

void TaskAnalysis::takeDone(JobState &state)
{
    // A look at the link: the person may have said something just now.
    m_parts.loop.turn(Clock::now());
    if (!m_parts.inbox.isEmpty())
        return;
    const auto *last = state.steps.empty() ? nullptr : &state.steps.back();
    if (last && !last->isSuccess() && m_questionedStep != last->number) {
        m_questionedStep = last->number;
        return note(state,
                    "You declared the task done, but the last thing that happened is a failure: " + stepName(*last) +
                        ". Repair it and check the result. If the failure does not matter, "
                        "declare the task done again and say why in the summary.");
    }
    state.result.status = "complete";
}

void TaskAnalysis::takeCutOff(JobState &state, const protocol::CompletionAnswer &answer)
{
    if (std::exchange(m_isShortening, true))
        return giveUp(state, answer,
                      "The model's answers are longer than it can give at once, also after it was asked for shorter "
                      "ones. Split the task, or use a model with a larger output.");
    remember(state, headAndTail(answer.text, sentBackBytes / 2, sentBackBytes / 2), "[an answer that was cut off]");
    note(state, "Your answer was cut off at your output limit, so nothing of it was carried out. Answer again with a "
                "shorter plan: fewer actions now and the rest in later rounds, a long file in parts (write the first, "
                "append the others).");
}

void TaskAnalysis::takeUnusable(JobState &state, const protocol::CompletionAnswer &answer, const std::string &reason)
{
    if (std::exchange(m_isRepairing, true))
        return giveUp(state, answer,
                      "The model did not give a plan that can be carried out, also after it was told why: its answer " +
                          reason + ". Try again, word the task differently, or use another model.");
    remember(state, headAndTail(answer.text, sentBackBytes / 2, sentBackBytes / 2), "[an answer that was no plan]");
    note(state, "Your answer " + reason +
                    ". Nothing of it was carried out. Answer again with exactly one JSON object of the shape you were "
                    "given, and nothing else.");
}

void TaskAnalysis::takeError(JobState &state, const RequestError &error)
{
    using namespace protocol;
    switch (error.code) {
    case rpcerror::cancelled:
        return endCancelled(state, "while it waited for the model");
    case rpcerror::budgetSpent:
        return endAtLimit(state, spentLimit(error.message), error.message);
    case rpcerror::contextOverflow:
        if (std::exchange(m_isPruning, true))
            break;
        return m_conversation.halve();
    default:
        break;
    }
    endInError(state, error.message);
}

void TaskAnalysis::giveUp(JobState &state, const protocol::CompletionAnswer &answer, const std::string &sentence)
{
    m_parts.events.note("The model's last answer: " +
                        headAndTail(plainText(answer.text), shownAnswerBytes / 2, shownAnswerBytes / 2));
    endInError(state, sentence);
}

void TaskAnalysis::remember(const JobState &state, std::string_view answer, const std::string &line)
{
    const auto isBlank = answer.find_first_not_of(" \t\r\n") == std::string_view::npos;
    // Models and their services refuse empty messages.
    m_conversation.add({.kind = EntryKind::Plan,
                        .text = isBlank ? "(an empty answer)" : std::string(answer),
                        .line = line,
                        .round = state.round + 1});
}

} // namespace ca::agent
