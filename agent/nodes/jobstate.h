#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>
#include <string>
#include <vector>

#include "action.h"
#include "messages.h"

namespace ca::agent {

/// What is remembered of a step that has ended.
struct StepRecord
{
    int number = 0;
    protocol::ActionType type = protocol::ActionType::ShellCommand;
    std::string description;
    std::string filename;
    int exitCode = 0;
    bool timedOut = false;
    bool wasCancelled = false;
    std::string error;
    std::chrono::milliseconds duration{0};
};

/// The state that the flow's nodes share.
struct JobState
{
    protocol::JobDescription job;
    /// The clock that stamps files; files changed since then are the job's.
    timespec startedAt{};
    bool isPlanned = false;
    protocol::Plan plan;
    /// Index of the plan's next action.
    std::size_t next = 0;
    std::vector<StepRecord> steps;
    /// How the job ends; its status stays empty while there is more to do.
    protocol::JobFinished result;

    [[nodiscard]] bool hasEnded() const { return !result.status.empty(); }
};

} // namespace ca::agent
