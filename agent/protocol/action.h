#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace ca::protocol {

/// What an action does; the names on the wire are fixed: shell_command, python_code, typescript_code, file_operation,
/// gui_automation.
enum class ActionType : std::uint8_t { ShellCommand, PythonCode, TypeScriptCode, FileOperation, GuiAutomation };

/// What a file operation does; on the wire: write, append, create_directory.
enum class FileOperation : std::uint8_t { Write, Append, CreateDirectory };

/// One thing to do in the sandbox. A plan is a list of them, whoever made it: a runbook or a model.
struct Action
{
    ActionType type = ActionType::ShellCommand;
    std::string description;
    /// The code to run, or the text to write.
    std::string command;
    /// Where the code or text goes, relative to the workspace; empty: a temporary file for code.
    std::string filename;
    FileOperation operation = FileOperation::Write;
    /// The job goes on when this action fails.
    bool keepGoing = false;
    /// Overrides the job's step timeout.
    std::optional<int> timeoutSeconds;
};

struct Plan
{
    std::vector<Action> actions;
    /// No further round follows these actions.
    bool done = false;
    std::string summary;
};

std::string_view wireName(ActionType type);
std::string_view wireName(FileOperation operation);

/// JSON in the plan format's fixed shape. from_json throws nlohmann::json::exception on a shape that does not fit.
void to_json(nlohmann::json &json, const Action &action);
void from_json(const nlohmann::json &json, Action &action);

} // namespace ca::protocol
