#include "systemprompt.h"

#include <array>
#include <string_view>
#include <utility>

#include "filelisting.h"
#include "jobstate.h"
#include "sandboxfacts.h"
#include "text.h"

namespace ca::agent {

namespace {

std::string limitsOf(const protocol::JobDescription &job)
{
    return std::to_string(job.maxSteps) + " steps for the whole task; " + std::to_string(job.stepTimeoutSeconds) +
           " seconds for each step, unless it has a \"timeout\" of its own";
}

std::string inputsOf(const protocol::JobDescription &job)
{
    constexpr std::size_t maxInputs = 100;
    constexpr std::size_t maxNameCharacters = 200;
    if (job.inputs.empty())
        return "none";
    std::string list;
    for (std::size_t i = 0; i < job.inputs.size() && i < maxInputs; ++i)
        list += (i == 0 ? "" : ", ") + protocol::cutToLine(job.inputs[i], maxNameCharacters);
    return list + (job.inputs.size() > maxInputs ? " and more" : "");
}

std::string valueOf(std::string_view place, const JobState &state, int workspace)
{
    constexpr std::size_t maxListedFiles = 100;
    if (place == "system")
        return sandboxfacts::system();
    if (place == "tools")
        return sandboxfacts::tools();
    if (place == "packages")
        return sandboxfacts::packages();
    if (place == "desktop")
        return sandboxfacts::desktop(state.job.seesImages);
    if (place == "network")
        return state.job.network.empty() ? "unknown" : state.job.network;
    if (place == "limits")
        return limitsOf(state.job);
    if (place == "inputs")
        return inputsOf(state.job);
    if (place == "files")
        return fileListing(MadeFiles::list(workspace, {}), maxListedFiles);
    return {};
}

} // namespace

std::string systemPromptFor(const JobState &state, int workspace)
{
    std::string prompt;
    for (std::string_view rest = state.job.systemPrompt; !rest.empty();) {
        const auto start = rest.find("{{");
        const auto end = start == std::string_view::npos ? start : rest.find("}}", start);
        prompt += rest.substr(0, end == std::string_view::npos ? rest.size() : start);
        if (end == std::string_view::npos)
            break;
        prompt += valueOf(rest.substr(start + 2, end - start - 2), state, workspace);
        rest.remove_prefix(end + 2);
    }
    return prompt;
}

} // namespace ca::agent
