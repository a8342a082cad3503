#include "planreader.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "text.h"

namespace ca::protocol {

namespace {

using nlohmann::json;

constexpr std::size_t maxPlannedDescription = 200;
constexpr std::size_t maxFilenameBytes = 1024;
constexpr std::size_t maxSummaryBytes = 16UL * 1024;
constexpr int maxPlannedSeconds = 86'400;

using TypeName = std::pair<std::string_view, ActionType>;
constexpr std::array typesByName{
    TypeName("shell_command", ActionType::ShellCommand), TypeName("python_code", ActionType::PythonCode),
    TypeName("typescript_code", ActionType::TypeScriptCode), TypeName("file_operation", ActionType::FileOperation),
    TypeName("gui_automation", ActionType::GuiAutomation),
    // Older prompts have it, with Python in it.
    TypeName("web_scraping", ActionType::PythonCode)};

using OperationName = std::pair<std::string_view, FileOperation>;
constexpr std::array operationsByName{OperationName("write", FileOperation::Write),
                                      OperationName("append", FileOperation::Append),
                                      OperationName("create_directory", FileOperation::CreateDirectory)};

const json *member(const json &object, const char *key)
{
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

std::string textOf(const json &object, const char *key)
{
    const json *value = member(object, key);
    return value && value->is_string() ? value->get_ref<const std::string &>() : std::string();
}

bool flagOf(const json &object, const char *key)
{
    const json *value = member(object, key);
    return value && (value->is_boolean() ? value->get<bool>() : *value == "true");
}

/// Code as one text, or as a list of its lines; the content of a JSON file also as the JSON itself.
std::optional<std::string> codeOf(const json &value, ActionType type)
{
    if (value.is_string())
        return value.get_ref<const std::string &>();
    const bool isLines =
        value.is_array() && std::ranges::all_of(value, [](const auto &line) { return line.is_string(); });
    if (isLines) {
        std::string text;
        for (const auto &line : value)
            text += line.template get_ref<const std::string &>() + '\n';
        return text;
    }
    if (type == ActionType::FileOperation && value.is_structured())
        return value.dump(2, ' ', false, json::error_handler_t::replace) + '\n';
    return std::nullopt;
}

std::optional<std::string> commandOf(const json &object, ActionType type)
{
    for (const char *key : {"command", "code", "content"}) {
        if (const json *value = member(object, key))
            return codeOf(*value, type);
    }
    return std::string();
}

std::optional<int> timeoutOf(const json &object)
{
    const json *value = member(object, "timeout");
    if (!value || !value->is_number())
        return std::nullopt;
    return static_cast<int>(std::clamp(value->get<double>(), 1.0, static_cast<double>(maxPlannedSeconds)));
}

/// Models like to name files by their whole path.
std::string filenameOf(const json &object)
{
    constexpr std::string_view workspace = "/workspace/";
    auto name = textOf(object, "filename");
    return name.starts_with(workspace) ? name.substr(workspace.size()) : name;
}

std::string knownTypes()
{
    return "use shell_command, python_code, typescript_code, file_operation or gui_automation";
}

std::expected<ActionType, std::string> typeOf(const json &object)
{
    const auto name = textOf(object, "type");
    const auto *const known = std::ranges::find(typesByName, name, &TypeName::first);
    if (known != typesByName.end())
        return known->second;
    if (name.empty())
        return std::unexpected("has no type; " + knownTypes());
    return std::unexpected("has the unknown type '" + cutToLine(name, 60) + "'; " + knownTypes());
}

std::expected<FileOperation, std::string> operationOf(const json &object)
{
    const auto name = textOf(object, "operation");
    if (name.empty())
        return FileOperation::Write;
    const auto *const known = std::ranges::find(operationsByName, name, &OperationName::first);
    if (known != operationsByName.end())
        return known->second;
    return std::unexpected("has the unknown operation '" + cutToLine(name, 60) +
                           "'; use write, append or create_directory, and shell_command for anything else");
}

/// What is missing for the action to be carried out; empty when nothing is.
std::string lackOf(const Action &action)
{
    if (action.filename.size() > maxFilenameBytes || action.filename.contains('\0'))
        return "has a filename that cannot be used; use a short path relative to the workspace";
    if (action.type == ActionType::FileOperation)
        return action.filename.empty() ? "has no filename; name a path relative to the workspace" : "";
    return action.command.find_first_not_of(" \t\r\n") == std::string::npos
               ? "has no command; put the code to run into 'command'"
               : "";
}

std::expected<Action, std::string> readAction(const json &object)
{
    if (!object.is_object())
        return std::unexpected("is not an object");
    const auto type = typeOf(object);
    if (!type)
        return std::unexpected(type.error());
    Action action;
    action.type = *type;
    if (action.type == ActionType::FileOperation) {
        const auto operation = operationOf(object);
        if (!operation)
            return std::unexpected(operation.error());
        action.operation = *operation;
    }
    auto command = commandOf(object, action.type);
    if (!command)
        return std::unexpected("has a command that is not a text");
    action.command = std::move(*command);
    action.filename = filenameOf(object);
    action.keepGoing = flagOf(object, "continue");
    action.timeoutSeconds = timeoutOf(object);
    const auto description = textOf(object, "description");
    action.description = cutToLine(description.empty() ? action.command : description, maxPlannedDescription);
    if (auto lack = lackOf(action); !lack.empty())
        return std::unexpected(std::move(lack));
    return action;
}

} // namespace

std::expected<Plan, std::string> readPlan(const json &object)
{
    Plan plan;
    plan.done = flagOf(object, "done");
    plan.summary = cutToBytes(textOf(object, "summary"), maxSummaryBytes);
    const json *actions = member(object, "actions");
    if (actions && !actions->is_array())
        return std::unexpected("has a plan whose 'actions' is not a list");
    if (actions && actions->size() > maxPlanActions)
        return std::unexpected("has a plan of " + std::to_string(actions->size()) + " actions; send at most " +
                               std::to_string(maxPlanActions) + " at once");
    for (std::size_t i = 0; actions && i < actions->size(); ++i) {
        auto action = readAction((*actions)[i]);
        if (!action)
            return std::unexpected("has a plan whose action " + std::to_string(i + 1) + ' ' + action.error());
        plan.actions.push_back(std::move(*action));
    }
    if (plan.actions.empty() && !plan.done)
        return std::unexpected("has a plan without actions that is not done; send the next actions, or \"done\": true "
                               "with a summary when the task is finished");
    return plan;
}

} // namespace ca::protocol
