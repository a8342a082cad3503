#include "actionnode.h"

#include <functional>
#include <utility>

#include "cancellation.h"
#include "endings.h"
#include "eventloop.h"
#include "eventreporter.h"
#include "outputlog.h"
#include "pause.h"
#include "text.h"
#include "transitions.h"

namespace ca::agent {

namespace {

std::int64_t millisecondsSince1970()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

std::string_view shortName(protocol::ActionType type)
{
    const auto name = wireName(type);
    return name.substr(0, name.find('_'));
}

/// What to do about a failing step.
const char *adviceFor(PlanOrigin origin)
{
    if (origin == PlanOrigin::Clone)
        return "Check the repository's address, and that the network setting lets the job reach its host.";
    return "To go on in spite of a failing step, add 'continue' to its block.";
}

void endFailed(JobState &state, const StepRecord &step)
{
    const auto what = step.error.empty()
                          ? "ended with exit code " + std::to_string(step.exitCode) + "; its output is in the logs"
                          : step.error;
    auto sentence = stepName(step) + " " + what + ". " + adviceFor(state.origin);
    sentence.front() = 'S';
    endInError(state, std::move(sentence));
}

/// Equal for actions that do the same.
std::size_t fingerprintOf(const protocol::Action &action)
{
    const std::hash<std::string_view> hash;
    auto value = static_cast<std::size_t>(action.type) * 8 + static_cast<std::size_t>(action.operation);
    for (const auto *text : {&action.command, &action.filename})
        value = value * 31 + hash(*text);
    return value;
}

} // namespace

std::string stepName(const StepRecord &step)
{
    std::string name = "step " + std::to_string(step.number) + " (" + std::string(shortName(step.type));
    if (!step.description.empty())
        name += ": " + step.description;
    return name + ")";
}

ActionNode::ActionNode(const AgentParts &parts)
    : m_parts(parts)
{
}

StepInput ActionNode::prep(JobState &state)
{
    StepInput input;
    input.number = static_cast<int>(state.steps.size()) + 1;
    input.isCalledOff = !mayStart(state);
    input.action = std::move(state.plan.actions[state.next]);
    input.startedAt = m_parts.pause.now();
    input.timeoutSeconds = input.action.timeoutSeconds.value_or(state.job.stepTimeoutSeconds);
    state.next += 1;
    if (!input.isCalledOff)
        announce(input);
    return input;
}

ActionNode::Outcome ActionNode::exec(const StepInput &input)
{
    return input.isCalledOff ? StepOutcome() : perform(input);
}

std::string ActionNode::post(JobState &state, StepInput input, Outcome outcome)
{
    if (input.isCalledOff)
        return nextTransition(state);
    record(state, input, *outcome);
    auto &step = state.steps.back();
    if (state.origin == PlanOrigin::Model) {
        step.fingerprint = fingerprintOf(input.action);
        step.out = std::move(outcome->out);
        step.err = std::move(outcome->err);
    }
    if (step.wasCancelled)
        endCancelled(state, "during " + stepName(step));
    else if (!step.isSuccess() && !input.action.keepGoing)
        takeFailure(state, step);
    return nextTransition(state);
}

void ActionNode::takeFailure(JobState &state, const StepRecord &step)
{
    if (state.origin != PlanOrigin::Model)
        return endFailed(state, step);
    // The model sees what happened and decides; what it had planned after this step built on its success.
    state.skipped = state.plan.actions.size() - state.next;
    state.next = state.plan.actions.size();
}

bool ActionNode::mayStart(JobState &state)
{
    // A look at the link: steps that only write files never wait for anything.
    m_parts.loop.turn(Clock::now());
    m_parts.pause.waitForEnd(m_parts.loop, m_parts.cancellation);
    if (m_parts.cancellation.isRequested()) {
        endCancelled(state, "after " + std::to_string(state.steps.size()) + " steps");
        return false;
    }
    if (std::cmp_less(state.steps.size(), state.job.maxSteps))
        return true;
    const auto remaining = state.plan.actions.size() - state.next;
    endAtLimit(state, "steps",
               "The job reached its limit of " + std::to_string(state.job.maxSteps) + " steps with " +
                   std::to_string(remaining) + " more to do. Raise the limit steps, or split the task.");
    return false;
}

void ActionNode::announce(const StepInput &input)
{
    m_parts.events.stepStarted({.number = input.number,
                                .type = std::string(wireName(input.action.type)),
                                .description = input.action.description,
                                .code = protocol::cutToBytes(input.action.command, protocol::maxEventTextBytes),
                                .filename = input.action.filename,
                                .time = millisecondsSince1970(),
                                .log = m_parts.log.position()});
}

void ActionNode::record(JobState &state, const StepInput &input, const StepOutcome &outcome)
{
    const auto duration = m_parts.pause.now() - input.startedAt;
    state.steps.push_back({.number = input.number,
                           .type = input.action.type,
                           .description = input.action.description,
                           .filename = input.action.filename,
                           .exitCode = outcome.exitCode,
                           .timedOut = outcome.timedOut,
                           .wasCancelled = outcome.wasCancelled,
                           .error = outcome.error,
                           .duration = std::chrono::duration_cast<std::chrono::milliseconds>(duration),
                           .artifacts = outcome.artifacts});
    const auto &step = state.steps.back();
    m_parts.events.stepFinished({.number = step.number,
                                 .exitCode = step.exitCode,
                                 .timedOut = step.timedOut,
                                 .error = step.error.empty() ? std::string() : "The step " + step.error + ".",
                                 .time = millisecondsSince1970(),
                                 .log = m_parts.log.position(),
                                 .artifacts = step.artifacts});
}

} // namespace ca::agent
