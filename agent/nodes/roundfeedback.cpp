#include "roundfeedback.h"

#include <algorithm>
#include <span>
#include <sys/random.h>
#include <utility>

#include "actionnode.h"
#include "filelisting.h"
#include "jobstate.h"
#include "report.h"
#include "shorten.h"

namespace ca::agent {

namespace {

/// Unguessable, and new each time: a step can read the marks of earlier rounds in context.txt.
std::string freshMark()
{
    constexpr std::string_view digits = "abcdefghijklmnopqrstuvwxyz234567";
    std::array<unsigned char, 12> bytes{};
    std::string mark;
    if (::getrandom(bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()))
        std::ranges::transform(bytes, std::back_inserter(mark), [&](unsigned char byte) { return digits[byte % 32]; });
    return mark;
}

std::string streamText(const char *name, const OutputExcerpt &output, std::size_t maxBytes, const std::string &mark)
{
    if (output.totalBytes() == 0)
        return std::string(name) + ": nothing\n";
    // Errors stand at the end.
    const auto shownText = headAndTail(output.text(), maxBytes / 4, maxBytes - maxBytes / 4);
    std::string text = std::string(name) + ", " + std::to_string(output.totalBytes()) + " bytes, data:\n";
    text += "<" + mark + ">\n" + shownText;
    return text + (shownText.ends_with('\n') ? "" : "\n") + "</" + mark + ">\n";
}

std::string outcomeText(const StepRecord &step)
{
    std::string text = "exit code " + std::to_string(step.exitCode) + " after " + secondsText(step.duration);
    // The step's own sentence tells how to change a runbook.
    if (step.timedOut)
        text += "; it did not end in time and was stopped: make it shorter, or give the action a larger \"timeout\"";
    else if (!step.error.empty())
        text += "; it " + step.error;
    return text;
}

ContextEntry entryFor(const StepRecord &step, int round, std::size_t outputBytes, const std::string &mark)
{
    auto name = stepName(step);
    name.front() = 'S';
    auto line = name + ": " + outcomeText(step) + '.';
    auto text = line + '\n' + streamText("stdout", step.out, outputBytes, mark) +
                streamText("stderr", step.err, outputBytes, mark);
    return {.kind = EntryKind::Output,
            .text = std::move(text),
            .line = line + " [output left out]",
            .round = round,
            .step = step.number,
            .steps = 1,
            .failures = step.isSuccess() ? 0 : 1,
            .images = step.artifacts};
}

std::string skippedText(const JobState &state)
{
    if (state.skipped == 0)
        return {};
    std::string text = "Not carried out, because the step before failed:";
    for (const auto &action : std::span(state.plan.actions).last(state.skipped))
        text += "\n- " + std::string(wireName(action.type)) + ": " + action.description;
    return text + '\n';
}

} // namespace

std::vector<ContextEntry> stepEntries(const JobState &state, std::size_t outputBytes)
{
    const auto mark = "output-" + freshMark();
    std::vector<ContextEntry> entries;
    for (const auto &step : std::span(state.steps).subspan(state.firstStep))
        entries.push_back(entryFor(step, state.round, outputBytes, mark));
    if (!state.job.seesImages) {
        for (auto &entry : entries)
            entry.images.clear();
    }
    return entries;
}

ContextEntry roundEntry(const JobState &state, int workspace)
{
    constexpr std::size_t maxListedFiles = 100;
    std::string text = skippedText(state);
    const auto made = MadeFiles::list(workspace, state.planStartedAt);
    text += "Files made or changed by these steps: " + fileListing(made, maxListedFiles) + '\n';
    text += "Steps used: " + std::to_string(state.steps.size()) + " of " + std::to_string(state.job.maxSteps) + '.';
    if (std::cmp_greater_equal(state.steps.size(), state.job.maxSteps))
        text += " None is left: declare the task done if it is, else answer with a plan whose summary says what was "
                "achieved and what is missing.";
    return {.kind = EntryKind::Note, .text = text, .round = state.round};
}

} // namespace ca::agent
