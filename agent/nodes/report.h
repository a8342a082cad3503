#pragma once

#include <chrono>
#include <string>

namespace ca::agent {

struct JobState;
struct MadeFiles;

/// "2.1 s"
std::string secondsText(std::chrono::milliseconds duration);

/// "3 steps ran in 2.1 s, 1 of them failed.", after what the model says of the task.
std::string summarySentence(const JobState &state);

/// result.json: job_id, status, exit_code, error, limit, steps, files.
std::string resultJson(const JobState &state, const MadeFiles &files);

/// SUMMARY.md.
std::string summaryText(const JobState &state, const MadeFiles &files);

} // namespace ca::agent
