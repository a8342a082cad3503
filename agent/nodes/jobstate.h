#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>
#include <string>
#include <vector>

#include "action.h"
#include "messages.h"
#include "outputexcerpt.h"

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
    /// The same for actions that do the same; of a model's plan only, like what follows.
    std::size_t fingerprint = 0;
    /// What it printed, until the model has seen it.
    OutputExcerpt out = {};
    OutputExcerpt err = {};
    /// Names of files in the workspace that it made for people to look at.
    std::vector<std::string> artifacts = {};

    [[nodiscard]] bool isSuccess() const { return exitCode == 0 && !timedOut && !wasCancelled; }
};

/// Who made the plan: it decides what a failing step means.
enum class PlanOrigin : std::uint8_t { Clone, Runbook, Model };

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
    /// How many of its last actions are left out, because one before them failed.
    std::size_t skipped = 0;
    PlanOrigin origin = PlanOrigin::Runbook;
    /// Counts a model's plans, from 1.
    int round = 0;
    /// Where the plan's steps begin among all steps, and the moment (on the clock that stamps files) when.
    std::size_t firstStep = 0;
    timespec planStartedAt{};
    /// What the person said to the plan, for the next analysis.
    std::vector<std::string> remarks;
    /// What the model says of the whole.
    std::string summary;
    std::vector<StepRecord> steps;
    /// How the job ends; its status stays empty while there is more to do.
    protocol::JobFinished result;

    [[nodiscard]] bool hasEnded() const { return !result.status.empty(); }
};

} // namespace ca::agent
