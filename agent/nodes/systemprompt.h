#pragma once

#include <string>

namespace ca::agent {

struct JobState;

/// The system prompt: the orchestrator's template with its places filled, which are {{system}}, {{tools}},
/// {{packages}}, {{desktop}}, {{network}}, {{limits}}, {{inputs}} and {{files}}. What is filled in is not looked at
/// again, so that a file's name can fill no place. `workspace` is the open folder.
std::string systemPromptFor(const JobState &state, int workspace);

} // namespace ca::agent
