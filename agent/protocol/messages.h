#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// What agent and orchestrator say to each other, as JSON-RPC 2.0 objects, one per line, on the link's Unix socket.
/// Each struct is the params (or, for JobDescription, the result) of one method; from_json throws
/// nlohmann::json::exception when a field is missing or of the wrong type.
namespace ca::protocol {

/// Longest line either side accepts, in bytes, without the newline.
inline constexpr std::size_t maxLineBytes = 16U * 1024 * 1024;

/// Code, texts and error sentences in events are cut to this many bytes (at a character's edge).
inline constexpr std::size_t maxEventTextBytes = 64U * 1024;

namespace method {
/// Agent → orchestrator, request: JobDescription.
inline constexpr const char *jobGet = "job.get";
/// Agent → orchestrator, notification: {"kind": one of kind::, …the fields of that struct}.
inline constexpr const char *event = "event";
/// Agent → orchestrator, request with JobFinished, answered with {}; the agent exits after the answer.
inline constexpr const char *jobFinish = "job.finish";
/// Orchestrator → agent, notification: end all steps, report, exit.
inline constexpr const char *jobCancel = "job.cancel";
} // namespace method

namespace kind {
inline constexpr const char *plan = "plan";
inline constexpr const char *stepStarted = "step_started";
inline constexpr const char *stepFinished = "step_finished";
inline constexpr const char *note = "note";
} // namespace kind

/// The answer to job.get.
struct JobDescription
{
    std::string jobId;
    std::string prompt;
    /// Who makes the plan; "runbook": the prompt itself.
    std::string provider;
    int maxSteps = 50;
    int stepTimeoutSeconds = 600;
    /// Bytes of step output (stdout and stderr together) before the rest is dropped.
    std::uint64_t logBytes = 0;
    /// RLIMIT_NPROC, counted inside the sandbox's user namespace; 0 leaves it alone.
    std::uint64_t maxProcesses = 0;
    /// RLIMIT_FSIZE, in bytes; 0 leaves it alone.
    std::uint64_t maxFileBytes = 0;
};

struct PlannedStep
{
    std::string type;
    std::string description;
};

/// Event "plan": what will be done, as far as it is known.
struct PlanMade
{
    std::vector<PlannedStep> steps;
};

/// A place in the job's two logs: offsets in stdout.log and stderr.log, in bytes.
struct LogPosition
{
    std::uint64_t out = 0;
    std::uint64_t err = 0;
};

/// Event "step_started". Steps are numbered from 1.
struct StepStarted
{
    int number = 0;
    std::string type;
    std::string description;
    /// Cut to maxEventTextBytes.
    std::string code;
    std::string filename;
    /// Milliseconds since 1970, UTC.
    std::int64_t time = 0;
    LogPosition log;
};

/// Event "step_finished".
struct StepFinished
{
    int number = 0;
    /// 128 + the signal's number when a signal ended it, as a shell counts.
    int exitCode = 0;
    bool timedOut = false;
    /// A sentence when there is more to say than the exit code; else empty.
    std::string error;
    std::int64_t time = 0;
    LogPosition log;
};

/// Event "note": something the person should know.
struct Note
{
    std::string text;
};

/// Params of job.finish.
struct JobFinished
{
    /// "complete", "error" or "cancelled".
    std::string status;
    /// The failing step's, where one failed.
    std::optional<int> exitCode;
    /// The name of the limit that ended the job ("steps"), where one did; else empty.
    std::string limit;
    /// A sentence: what happened and what to do. Empty when complete.
    std::string error;
    /// A sentence for people: what was achieved.
    std::string summary;
    /// Output that the log limit dropped.
    std::uint64_t droppedBytes = 0;
};

// clang-format off
void to_json(nlohmann::json &json, const JobDescription &value);
void from_json(const nlohmann::json &json, JobDescription &value);
void to_json(nlohmann::json &json, const PlanMade &value);
void from_json(const nlohmann::json &json, PlanMade &value);
void to_json(nlohmann::json &json, const StepStarted &value);
void from_json(const nlohmann::json &json, StepStarted &value);
void to_json(nlohmann::json &json, const StepFinished &value);
void from_json(const nlohmann::json &json, StepFinished &value);
void to_json(nlohmann::json &json, const Note &value);
void from_json(const nlohmann::json &json, Note &value);
void to_json(nlohmann::json &json, const JobFinished &value);
void from_json(const nlohmann::json &json, JobFinished &value);
// clang-format on

} // namespace ca::protocol
