#include "action.h"

#include <array>
#include <nlohmann/json.hpp>

#include "jsoninteger.h"

namespace ca::protocol {

namespace {

constexpr std::array typeNames{std::string_view("shell_command"), std::string_view("python_code"),
                               std::string_view("typescript_code"), std::string_view("file_operation"),
                               std::string_view("gui_automation")};
constexpr std::array operationNames{std::string_view("write"), std::string_view("append"),
                                    std::string_view("create_directory")};

template <typename Enum, std::size_t count>
Enum fromName(const nlohmann::json &json, const std::array<std::string_view, count> &names)
{
    const auto &name = json.get_ref<const std::string &>();
    for (std::size_t i = 0; i < count; ++i) {
        if (names[i] == name)
            return static_cast<Enum>(i);
    }
    throw nlohmann::json::other_error::create(501, "unknown name '" + name + "'", &json);
}

} // namespace

std::string_view wireName(ActionType type)
{
    return typeNames[static_cast<std::size_t>(type)];
}

std::string_view wireName(FileOperation operation)
{
    return operationNames[static_cast<std::size_t>(operation)];
}

void to_json(nlohmann::json &json, const Action &action)
{
    json = {{"type", wireName(action.type)},
            {"description", action.description},
            {"command", action.command},
            {"filename", action.filename}};
    if (action.type == ActionType::FileOperation)
        json["operation"] = wireName(action.operation);
    if (action.keepGoing)
        json["continue"] = true;
    if (action.timeoutSeconds)
        json["timeout"] = *action.timeoutSeconds;
}

void from_json(const nlohmann::json &json, Action &action)
{
    action = {};
    action.type = fromName<ActionType>(json.at("type"), typeNames);
    action.description = json.value("description", std::string());
    action.command = json.value("command", std::string());
    action.filename = json.value("filename", std::string());
    if (const auto operation = json.find("operation"); operation != json.end())
        action.operation = fromName<FileOperation>(*operation, operationNames);
    action.keepGoing = json.value("continue", false);
    if (const auto timeout = json.find("timeout"); timeout != json.end())
        action.timeoutSeconds = toInteger<int>(*timeout);
}

} // namespace ca::protocol
