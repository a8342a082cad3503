#pragma once

#include <string>

namespace ca::agent {

struct JobState;

/// Each puts the job's end into its state. "The job was cancelled `when`."
void endCancelled(JobState &state, const std::string &when);

/// With a sentence that says what happened and what to do, and the exit code of the last step if that failed.
void endInError(JobState &state, std::string sentence);

/// The same, for a job that a limit ended: its name, as in the settings.
void endAtLimit(JobState &state, std::string limit, std::string sentence);

} // namespace ca::agent
