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
            {"max_steps", value.maxSteps},
            {"step_timeout_seconds", value.stepTimeoutSeconds},
            {"log_bytes", value.logBytes},
            {"max_processes", value.maxProcesses},
            {"max_file_bytes", value.maxFileBytes}};
}

void from_json(const nlohmann::json &json, JobDescription &value)
{
    read(json, "job_id", value.jobId);
    read(json, "prompt", value.prompt);
    read(json, "provider", value.provider);
    read(json, "max_steps", value.maxSteps);
    read(json, "step_timeout_seconds", value.stepTimeoutSeconds);
    read(json, "log_bytes", value.logBytes);
    read(json, "max_processes", value.maxProcesses);
    read(json, "max_file_bytes", value.maxFileBytes);
}

void to_json(nlohmann::json &json, const PlanMade &value)
{
    auto steps = nlohmann::json::array();
    for (const auto &step : value.steps)
        steps.push_back({{"type", step.type}, {"description", step.description}});
    json = nlohmann::json::object();
    json["steps"] = std::move(steps);
}

void from_json(const nlohmann::json &json, PlanMade &value)
{
    value.steps.clear();
    const auto &steps = json.at("steps").get_ref<const nlohmann::json::array_t &>();
    value.steps.reserve(steps.size());
    for (const auto &step : steps) {
        auto &planned = value.steps.emplace_back();
        read(step, "type", planned.type);
        read(step, "description", planned.description);
    }
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
    json = {{"number", value.number}, {"exit_code", value.exitCode}, {"timed_out", value.timedOut},
            {"error", value.error},   {"time", value.time},          {"log", positionJson(value.log)}};
}

void from_json(const nlohmann::json &json, StepFinished &value)
{
    read(json, "number", value.number);
    read(json, "exit_code", value.exitCode);
    read(json, "timed_out", value.timedOut);
    read(json, "error", value.error);
    read(json, "time", value.time);
    read(json, "log", value.log);
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
