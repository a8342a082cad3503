#pragma once

#include <string>
#include <vector>

#include "outputexcerpt.h"

namespace ca::agent {

/// Of a step that could not start, as shells have it.
constexpr int exitCodeNotStarted = 127;

/// How a step ended.
struct StepOutcome
{
    int exitCode = 0;
    bool timedOut = false;
    bool wasCancelled = false;
    /// What there is to say beyond the exit code, as the end of a sentence that begins with the step's name; else
    /// empty.
    std::string error = {};
    /// What it printed.
    OutputExcerpt out = {};
    OutputExcerpt err = {};
    /// Names of files in the workspace that it made for people to look at.
    std::vector<std::string> artifacts = {};

    [[nodiscard]] bool isSuccess() const { return exitCode == 0 && !timedOut && !wasCancelled; }
};

} // namespace ca::agent
