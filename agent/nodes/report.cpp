#include "report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "jobstate.h"
#include "madefiles.h"
#include "text.h"

namespace ca::agent {

namespace {

using nlohmann::json;

constexpr std::size_t maxReportedName = 200;

/// As a code span: one line, in which nothing has a meaning for Markdown.
std::string codeSpan(std::string_view text)
{
    std::string line = protocol::cutToLine(text, maxReportedName);
    std::ranges::replace(line, '`', '\'');
    return line.empty() ? std::string() : '`' + line + '`';
}

std::string stepText(const StepRecord &step)
{
    std::string text =
        std::to_string(step.number) + ". " + std::string(wireName(step.type)) + " " + codeSpan(step.description) + ": ";
    if (step.wasCancelled)
        text += "cancelled";
    else if (step.timedOut)
        text += "timed out";
    else
        text += step.exitCode == 0 ? "done" : "exit code " + std::to_string(step.exitCode);
    return text + ", " + secondsText(step.duration) + '\n';
}

json stepJson(const StepRecord &step)
{
    json object = json::object();
    object["number"] = step.number;
    object["type"] = wireName(step.type);
    object["description"] = step.description;
    object["filename"] = step.filename;
    object["exit_code"] = step.exitCode;
    object["timed_out"] = step.timedOut;
    object["duration_seconds"] = static_cast<double>(step.duration.count()) / 1000.0;
    object["error"] = step.error;
    return object;
}

} // namespace

std::string secondsText(std::chrono::milliseconds duration)
{
    const auto tenths = duration.count() / 100;
    return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + " s";
}

std::string summarySentence(const JobState &state)
{
    std::string said = state.summary;
    if (!said.empty())
        said = (state.result.status == "complete" ? "" : "Not finished; the last plan says: ") + said + '\n';
    std::chrono::milliseconds duration{0};
    for (const auto &step : state.steps)
        duration += step.duration;
    const auto failed =
        std::ranges::count_if(state.steps, [](const auto &step) { return step.exitCode != 0 && !step.wasCancelled; });
    const auto count = state.steps.size();
    std::string text =
        said + std::to_string(count) + (count == 1 ? " step" : " steps") + " ran in " + secondsText(duration);
    if (failed > 0)
        text += ", " + std::to_string(failed) + " of them failed";
    return text + '.';
}

std::string resultJson(const JobState &state, const MadeFiles &made)
{
    json object = json::object();
    object["job_id"] = state.job.jobId;
    object["status"] = state.result.status;
    object["exit_code"] = state.result.exitCode ? json(*state.result.exitCode) : json();
    object["error"] = state.result.error;
    object["limit"] = state.result.limit;
    object["summary"] = state.result.summary;
    auto &steps = object["steps"] = json::array();
    for (const auto &step : state.steps)
        steps.push_back(stepJson(step));
    auto &files = object["files"] = json::array();
    for (const auto &file : made.files)
        files.push_back(json::object({{"name", file.name}, {"bytes", file.bytes}}));
    object["files_truncated"] = made.isCut;
    object["dropped_output_bytes"] = state.result.droppedBytes;
    return object.dump(2, ' ', false, json::error_handler_t::replace) + '\n';
}

std::string summaryText(const JobState &state, const MadeFiles &made)
{
    constexpr std::size_t maxListedFiles = 100;
    std::string text = "# Job " + state.job.jobId + ": " + state.result.status + "\n\n" + state.result.summary + '\n';
    if (!state.result.error.empty())
        text += '\n' + codeSpan(state.result.error) + '\n';
    if (!state.steps.empty())
        text += "\n## Steps\n\n";
    for (const auto &step : state.steps)
        text += stepText(step);
    if (!made.files.empty())
        text += "\n## Files\n\n";
    for (std::size_t i = 0; i < std::min(made.files.size(), maxListedFiles); ++i)
        text += "- " + codeSpan(made.files[i].name) + " (" + std::to_string(made.files[i].bytes) + " bytes)\n";
    if (made.isCut || made.files.size() > maxListedFiles)
        text += "- and more\n";
    if (state.result.droppedBytes > 0)
        text += "\nThe log limit dropped " + std::to_string(state.result.droppedBytes) + " bytes of output.\n";
    return text;
}

} // namespace ca::agent
