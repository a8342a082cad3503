#include "endings.h"

#include <utility>

#include "jobstate.h"

namespace ca::agent {

void endCancelled(JobState &state, const std::string &when)
{
    state.result.status = "cancelled";
    state.result.error = "The job was cancelled " + when + ".";
}

void endInError(JobState &state, std::string sentence)
{
    state.result.status = "error";
    state.result.error = std::move(sentence);
    if (!state.steps.empty() && !state.steps.back().isSuccess())
        state.result.exitCode = state.steps.back().exitCode;
}

void endAtLimit(JobState &state, std::string limit, std::string sentence)
{
    endInError(state, std::move(sentence));
    state.result.limit = std::move(limit);
}

} // namespace ca::agent
