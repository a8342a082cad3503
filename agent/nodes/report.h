#pragma once

#include <string>

namespace ca::agent {

struct JobState;
struct MadeFiles;

/// "3 steps ran in 2.1 s, 1 of them failed."
std::string summarySentence(const JobState &state);

/// result.json: job_id, status, exit_code, error, limit, steps, files.
std::string resultJson(const JobState &state, const MadeFiles &files);

/// SUMMARY.md.
std::string summaryText(const JobState &state, const MadeFiles &files);

} // namespace ca::agent
