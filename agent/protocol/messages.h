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
inline constexpr std::size_t maxLineBytes = 16UL * 1024 * 1024;

/// Code, texts and error sentences in events are cut to this many bytes (at a character's edge).
inline constexpr std::size_t maxEventTextBytes = 64UL * 1024;

namespace method {
/// Agent → orchestrator, request: JobDescription.
inline constexpr const char *jobGet = "job.get";
/// Agent → orchestrator, request with Rejoin: the first words of an agent whose orchestrator went away to the next one
/// that listens on the same socket; answered with RejoinAnswer. Then the agent says once more every event that the
/// answer shows to be missing, asks once more what has had no answer, and goes on.
inline constexpr const char *jobRejoin = "job.rejoin";
/// Agent → orchestrator, notification: {"kind": one of kind::, …the fields of that struct}.
inline constexpr const char *event = "event";
/// Agent → orchestrator, request with JobFinished, answered with {}; the agent exits after the answer.
inline constexpr const char *jobFinish = "job.finish";
/// Agent → orchestrator, request with CompletionRequest, answered with CompletionAnswer. Errors: one of rpcerror::
/// contextOverflow, budgetSpent, providerFailed, cancelled; the message is a sentence for people.
inline constexpr const char *llmComplete = "llm.complete";
/// Agent → orchestrator, request with ApprovalRequest, answered with ApprovalAnswer, however long a person takes.
inline constexpr const char *approvalAsk = "approval.ask";
/// Orchestrator → agent, notification: end all steps, report, exit.
inline constexpr const char *jobCancel = "job.cancel";
/// Orchestrator → agent, requests, answered with {} when it is done: stop every process of the sandbox but the agent,
/// and all of the agent's clocks; let them go on.
inline constexpr const char *jobPause = "job.pause";
inline constexpr const char *jobResume = "job.resume";
/// Orchestrator → agent, notification: PersonMessage, for the next analysis.
inline constexpr const char *jobMessage = "job.message";
} // namespace method

namespace kind {
inline constexpr const char *plan = "plan";
inline constexpr const char *stepStarted = "step_started";
inline constexpr const char *stepFinished = "step_finished";
inline constexpr const char *note = "note";
inline constexpr const char *pruned = "pruned";
} // namespace kind

/// The answer to job.get.
struct JobDescription
{
    std::string jobId = {};
    std::string prompt = {};
    /// Who makes the plan; "runbook": the prompt itself.
    std::string provider = {};
    /// The template of the system prompt, with places for what only the agent knows; empty for a runbook.
    std::string systemPrompt = {};
    /// A sentence on what can be reached, for the system prompt.
    std::string network = {};
    /// Cloned into the workspace before anything else; empty: none.
    std::string git = {};
    /// Names in the workspace of what the person gave to the job.
    std::vector<std::string> inputs = {};
    /// The window of the model that is asked first, in tokens.
    std::int64_t contextTokens = 1'000'000;
    /// The model that is asked first sees images.
    bool seesImages = false;
    /// Each batch of steps is asked for with approval.ask.
    bool needsApproval = false;
    int maxSteps = 50;
    int stepTimeoutSeconds = 600;
    /// Bytes of step output (stdout and stderr together) before the rest is dropped.
    std::uint64_t logBytes = 0;
    /// RLIMIT_NPROC, counted inside the sandbox's user namespace; 0 leaves it alone.
    std::uint64_t maxProcesses = 0;
    /// RLIMIT_FSIZE, in bytes; 0 leaves it alone.
    std::uint64_t maxFileBytes = 0;
    /// How long the agent goes on without its orchestrator and looks out for the next one; 0: it ends with the link.
    int rejoinSeconds = 0;
};

/// Params of job.rejoin.
struct Rejoin
{
    /// Whether the job stands still.
    bool isPaused = false;
};

/// Result of job.rejoin: what the orchestrator knows of the steps.
struct RejoinAnswer
{
    /// The number of the last one that it knows; 0: none.
    int lastStep = 0;
    /// Whether it knows how that one ended.
    bool isFinished = false;
};

struct PlannedStep
{
    std::string type = {};
    std::string description = {};
    /// Cut to a few kilobytes; empty in events, where step_started has it.
    std::string code = {};
};

/// Event "plan": what will be done, as far as it is known.
struct PlanMade
{
    std::vector<PlannedStep> steps = {};
    /// Counts the analyses, from 1.
    int round = 1;
    /// What the model says of it; may be empty.
    std::string summary = {};
};

/// Event "pruned": the context was made smaller; sizes in tokens.
struct ContextPruned
{
    int entries = 0;
    std::int64_t before = 0;
    std::int64_t after = 0;
};

/// One entry of a conversation; role: system, user or assistant.
struct ChatEntry
{
    std::string role = {};
    std::string content = {};
    /// Names of PNG files in the workspace, for models that see.
    std::vector<std::string> images = {};
};

/// Params of llm.complete.
struct CompletionRequest
{
    std::vector<ChatEntry> messages = {};
};

/// Result of llm.complete.
struct CompletionAnswer
{
    std::string text = {};
    /// The model ran out of room: the text ends early.
    bool isCutOff = false;
    /// Who answered, for the context's record.
    std::string provider = {};
    std::string model = {};
    /// The window of the model that answered, in tokens: the next request must fit into it.
    std::int64_t contextTokens = 0;
};

/// Params of approval.ask.
struct ApprovalRequest
{
    int round = 1;
    std::string summary = {};
    std::vector<PlannedStep> steps = {};
};

/// Result of approval.ask.
struct ApprovalAnswer
{
    bool isApproved = false;
    /// What the person says to it; reaches the next analysis.
    std::string comment = {};
};

/// Params of job.message.
struct PersonMessage
{
    std::string text = {};
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
    /// Names of files in the workspace that the step made for people to look at.
    std::vector<std::string> artifacts = {};
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
void to_json(nlohmann::json &json, const Rejoin &value);
void from_json(const nlohmann::json &json, Rejoin &value);
void to_json(nlohmann::json &json, const RejoinAnswer &value);
void from_json(const nlohmann::json &json, RejoinAnswer &value);
void to_json(nlohmann::json &json, const PlannedStep &value);
void from_json(const nlohmann::json &json, PlannedStep &value);
void to_json(nlohmann::json &json, const ChatEntry &value);
void from_json(const nlohmann::json &json, ChatEntry &value);
void to_json(nlohmann::json &json, const PlanMade &value);
void from_json(const nlohmann::json &json, PlanMade &value);
void to_json(nlohmann::json &json, const StepStarted &value);
void from_json(const nlohmann::json &json, StepStarted &value);
void to_json(nlohmann::json &json, const StepFinished &value);
void from_json(const nlohmann::json &json, StepFinished &value);
void to_json(nlohmann::json &json, const ContextPruned &value);
void from_json(const nlohmann::json &json, ContextPruned &value);
void to_json(nlohmann::json &json, const CompletionRequest &value);
void from_json(const nlohmann::json &json, CompletionRequest &value);
void to_json(nlohmann::json &json, const CompletionAnswer &value);
void from_json(const nlohmann::json &json, CompletionAnswer &value);
void to_json(nlohmann::json &json, const ApprovalRequest &value);
void from_json(const nlohmann::json &json, ApprovalRequest &value);
void to_json(nlohmann::json &json, const ApprovalAnswer &value);
void from_json(const nlohmann::json &json, ApprovalAnswer &value);
void to_json(nlohmann::json &json, const PersonMessage &value);
void from_json(const nlohmann::json &json, PersonMessage &value);
void to_json(nlohmann::json &json, const Note &value);
void from_json(const nlohmann::json &json, Note &value);
void to_json(nlohmann::json &json, const JobFinished &value);
void from_json(const nlohmann::json &json, JobFinished &value);
// clang-format on

} // namespace ca::protocol
