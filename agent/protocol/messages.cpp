#include "messages.h"

#include "jsoninteger.h"

namespace ca::protocol {

namespace {

using nlohmann::json;

template <typename Integer>
void read(const json &object, const char *key, Integer &value)
{
    value = toInteger<Integer>(object.at(key));
}

void read(const json &object, const char *key, std::string &value)
{
    object.at(key).get_to(value);
}

void read(const json &object, const char *key, bool &value)
{
    object.at(key).get_to(value);
}

void read(const json &object, const char *key, LogPosition &value)
{
    const json &position = object.at(key);
    read(position, "out", value.out);
    read(position, "err", value.err);
}

/// A list of objects that have a from_json of their own.
template <typename Item>
void read(const json &object, const char *key, std::vector<Item> &value)
{
    const auto &items = object.at(key).get_ref<const json::array_t &>();
    value.clear();
    value.reserve(items.size());
    for (const auto &item : items)
        value.push_back(item.get<Item>());
}

json positionJson(const LogPosition &value)
{
    return {{"out", value.out}, {"err", value.err}};
}

} // namespace

void to_json(nlohmann::json &json, const JobDescription &value)
{
    json = {{"job_id", value.jobId},
            {"prompt", value.prompt},
            {"provider", value.provider},
            {"system_prompt", value.systemPrompt},
            {"network", value.network},
            {"git", value.git},
            {"inputs", value.inputs},
            {"context_tokens", value.contextTokens},
            {"sees_images", value.seesImages},
            {"needs_approval", value.needsApproval},
            {"max_steps", value.maxSteps},
            {"step_timeout_seconds", value.stepTimeoutSeconds},
            {"log_bytes", value.logBytes},
            {"max_processes", value.maxProcesses},
            {"max_file_bytes", value.maxFileBytes},
            {"rejoin_seconds", value.rejoinSeconds}};
}

void from_json(const nlohmann::json &json, JobDescription &value)
{
    read(json, "job_id", value.jobId);
    read(json, "prompt", value.prompt);
    read(json, "provider", value.provider);
    read(json, "system_prompt", value.systemPrompt);
    read(json, "network", value.network);
    read(json, "git", value.git);
    read(json, "inputs", value.inputs);
    read(json, "context_tokens", value.contextTokens);
    read(json, "sees_images", value.seesImages);
    read(json, "needs_approval", value.needsApproval);
    read(json, "max_steps", value.maxSteps);
    read(json, "step_timeout_seconds", value.stepTimeoutSeconds);
    read(json, "log_bytes", value.logBytes);
    read(json, "max_processes", value.maxProcesses);
    read(json, "max_file_bytes", value.maxFileBytes);
    read(json, "rejoin_seconds", value.rejoinSeconds);
}

void to_json(nlohmann::json &json, const Rejoin &value)
{
    json = {{"paused", value.isPaused}};
}

void from_json(const nlohmann::json &json, Rejoin &value)
{
    read(json, "paused", value.isPaused);
}

void to_json(nlohmann::json &json, const RejoinAnswer &value)
{
    json = {{"last_step", value.lastStep}, {"finished", value.isFinished}};
}

void from_json(const nlohmann::json &json, RejoinAnswer &value)
{
    read(json, "last_step", value.lastStep);
    read(json, "finished", value.isFinished);
}

void to_json(nlohmann::json &json, const PlannedStep &value)
{
    json = {{"type", value.type}, {"description", value.description}, {"code", value.code}};
}

void from_json(const nlohmann::json &json, PlannedStep &value)
{
    read(json, "type", value.type);
    read(json, "description", value.description);
    read(json, "code", value.code);
}

void to_json(nlohmann::json &json, const PlanMade &value)
{
    json = {{"steps", value.steps}, {"round", value.round}, {"summary", value.summary}};
}

void from_json(const nlohmann::json &json, PlanMade &value)
{
    read(json, "steps", value.steps);
    read(json, "round", value.round);
    read(json, "summary", value.summary);
}

void to_json(nlohmann::json &json, const ContextPruned &value)
{
    json = {{"entries", value.entries}, {"before", value.before}, {"after", value.after}};
}

void from_json(const nlohmann::json &json, ContextPruned &value)
{
    read(json, "entries", value.entries);
    read(json, "before", value.before);
    read(json, "after", value.after);
}

void to_json(nlohmann::json &json, const ChatEntry &value)
{
    json = {{"role", value.role}, {"content", value.content}, {"images", value.images}};
}

void from_json(const nlohmann::json &json, ChatEntry &value)
{
    read(json, "role", value.role);
    read(json, "content", value.content);
    read(json, "images", value.images);
}

void to_json(nlohmann::json &json, const CompletionRequest &value)
{
    json = {{"messages", value.messages}};
}

void from_json(const nlohmann::json &json, CompletionRequest &value)
{
    read(json, "messages", value.messages);
}

void to_json(nlohmann::json &json, const CompletionAnswer &value)
{
    json = {{"text", value.text},
            {"is_cut_off", value.isCutOff},
            {"provider", value.provider},
            {"model", value.model},
            {"context_tokens", value.contextTokens}};
}

void from_json(const nlohmann::json &json, CompletionAnswer &value)
{
    read(json, "text", value.text);
    read(json, "is_cut_off", value.isCutOff);
    read(json, "provider", value.provider);
    read(json, "model", value.model);
    read(json, "context_tokens", value.contextTokens);
}

void to_json(nlohmann::json &json, const ApprovalRequest &value)
{
    json = {{"round", value.round}, {"summary", value.summary}, {"steps", value.steps}};
}

void from_json(const nlohmann::json &json, ApprovalRequest &value)
{
    read(json, "round", value.round);
    read(json, "summary", value.summary);
    read(json, "steps", value.steps);
}

void to_json(nlohmann::json &json, const ApprovalAnswer &value)
{
    json = {{"is_approved", value.isApproved}, {"comment", value.comment}};
}

void from_json(const nlohmann::json &json, ApprovalAnswer &value)
{
    read(json, "is_approved", value.isApproved);
    read(json, "comment", value.comment);
}

void to_json(nlohmann::json &json, const PersonMessage &value)
{
    json = {{"text", value.text}};
}

void from_json(const nlohmann::json &json, PersonMessage &value)
{
    read(json, "text", value.text);
}

void to_json(nlohmann::json &json, const StepStarted &value)
{
    json = {
        {"number", value.number},     {"type", value.type}, {"description", value.description}, {"code", value.code},
        {"filename", value.filename}, {"time", value.time}, {"log", positionJson(value.log)}};
}

void from_json(const nlohmann::json &json, StepStarted &value)
{
    read(json, "number", value.number);
    read(json, "type", value.type);
    read(json, "description", value.description);
    read(json, "code", value.code);
    read(json, "filename", value.filename);
    read(json, "time", value.time);
    read(json, "log", value.log);
}

void to_json(nlohmann::json &json, const StepFinished &value)
{
    json = {{"number", value.number},      {"exit_code", value.exitCode}, {"timed_out", value.timedOut},
            {"error", value.error},        {"time", value.time},          {"log", positionJson(value.log)},
            {"artifacts", value.artifacts}};
}

void from_json(const nlohmann::json &json, StepFinished &value)
{
    read(json, "number", value.number);
    read(json, "exit_code", value.exitCode);
    read(json, "timed_out", value.timedOut);
    read(json, "error", value.error);
    read(json, "time", value.time);
    read(json, "log", value.log);
    read(json, "artifacts", value.artifacts);
}

void to_json(nlohmann::json &json, const Note &value)
{
    json = {{"text", value.text}};
}

void from_json(const nlohmann::json &json, Note &value)
{
    read(json, "text", value.text);
}

void to_json(nlohmann::json &json, const JobFinished &value)
{
    json = {{"status", value.status},   {"limit", value.limit}, {"error", value.error},
            {"summary", value.summary}, {"exit_code", nullptr}, {"dropped_bytes", value.droppedBytes}};
    if (value.exitCode)
        json["exit_code"] = *value.exitCode;
}

void from_json(const nlohmann::json &json, JobFinished &value)
{
    read(json, "status", value.status);
    read(json, "limit", value.limit);
    read(json, "error", value.error);
    read(json, "summary", value.summary);
    read(json, "dropped_bytes", value.droppedBytes);
    const auto &exitCode = json.at("exit_code");
    value.exitCode = exitCode.is_null() ? std::nullopt : std::optional(toInteger<int>(exitCode));
}

} // namespace ca::protocol
