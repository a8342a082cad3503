#pragma once

#include <string>
#include <vector>

#include "contextentry.h"

namespace ca::agent {

struct JobState;
struct StepRecord;

/// How the steps of the last plan went, as a model is told: for each its exit code, time and what it printed (at most
/// `outputBytes` of each stream), between marks that no step can know, so that what it prints cannot pretend to be
/// anything else.
std::vector<ContextEntry> stepEntries(const JobState &state, std::size_t outputBytes);

/// What else there is to say of the round: what was left out, which files were made (`workspace` is the open folder),
/// how many steps remain.
ContextEntry roundEntry(const JobState &state, int workspace);

} // namespace ca::agent
