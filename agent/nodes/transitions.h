#pragma once

#include <string>

namespace ca::agent {

struct JobState;

/// Names of the ways between nodes. The way to an action's node has the name of the action's type on the wire.
namespace transition {
inline constexpr const char *analyse = "analyse";
inline constexpr const char *approve = "approve";
inline constexpr const char *compile = "compile";
inline constexpr const char *finished = "finished";
} // namespace transition

/// Where to go after the analysis or an action: to the next action, back to the analysis when the plan's actions are
/// done, or to the compilation when the job has ended.
std::string nextTransition(const JobState &state);

} // namespace ca::agent
