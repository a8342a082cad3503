#include "runbookreader.h"

#include "runbookfence.h"
#include "runbookinfo.h"
#include "text.h"

#include <algorithm>
#include <utility>

namespace ca::protocol {

namespace {

using Language = RunbookInfo::Language;

constexpr std::size_t maxDescriptionCharacters = 80;

/// A line of prose as a description: without the marks of headings, lists and quotes, and without the final colon.
std::string_view withoutMarkup(std::string_view line)
{
    line = trimmed(line);
    const auto digits = line.find_first_not_of("0123456789");
    if (digits != 0 && digits != std::string_view::npos && (line.substr(digits, 2) == ". " || line[digits] == ')'))
        line.remove_prefix(digits + 1);
    line.remove_prefix(std::min(line.find_first_not_of("#>*-+ \t"), line.size()));
    line = line.substr(0, line.find_last_not_of("#*: \t") + 1);
    return line;
}

std::string_view firstCodeLine(std::string_view code)
{
    RunbookLines lines(code);
    std::string_view line;
    while (lines.next(line)) {
        if (!trimmed(line).empty() && !line.starts_with("#!"))
            return trimmed(line);
    }
    return {};
}

std::unexpected<std::string> errorAt(int number, const std::string &what)
{
    return std::unexpected("Line " + std::to_string(number) + " of the runbook: " + what + ".");
}

ActionType typeOf(Language language)
{
    switch (language) {
    case Language::Shell:
        return ActionType::ShellCommand;
    case Language::Python:
        return ActionType::PythonCode;
    case Language::TypeScript:
        return ActionType::TypeScriptCode;
    case Language::Gui:
        return ActionType::GuiAutomation;
    case Language::Other:
        break;
    }
    return ActionType::FileOperation;
}

} // namespace

RunbookReader::RunbookReader(std::string_view prompt)
    : m_lines(prompt)
{
}

std::expected<Plan, std::string> RunbookReader::read()
{
    std::string_view line;
    while (m_lines.next(line)) {
        if (const auto fence = RunbookFence::read(line)) {
            if (auto block = readBlock(*fence); !block)
                return std::unexpected(std::move(block.error()));
        } else if (const auto command = RunbookLines::commandOf(line); !command.empty()) {
            addCommand(command);
        } else if (!withoutMarkup(line).empty()) {
            m_text = withoutMarkup(line);
        }
    }
    if (m_plan.actions.empty())
        return std::unexpected("The runbook has nothing to run. Put commands into blocks fenced with ```sh, ```python, "
                               "```ts or ```gui, or on lines that start with '$ '.");
    m_plan.done = true;
    return std::move(m_plan);
}

std::expected<void, std::string> RunbookReader::readBlock(const RunbookFence &fence)
{
    const int number = m_lines.number();
    auto info = RunbookInfo::read(fence.info);
    if (!info)
        return errorAt(number, info.error());
    std::string content;
    for (std::string_view line; m_lines.next(line);) {
        if (fence.isClosedBy(line)) {
            if (info->isStep())
                addBlock(std::move(*info), std::move(content));
            return {};
        }
        content += fence.unindented(line);
        content += '\n';
    }
    return errorAt(number, "the block that starts here is not closed; end it with a line of " +
                               std::string(fence.length, fence.mark));
}

void RunbookReader::addBlock(RunbookInfo info, std::string content)
{
    Action action;
    action.type = typeOf(info.language);
    action.description = describe(info, content);
    action.command = std::move(content);
    action.filename = std::move(info.file);
    action.keepGoing = info.keepGoing;
    action.timeoutSeconds = info.timeoutSeconds;
    m_plan.actions.push_back(std::move(action));
    m_text = {};
}

void RunbookReader::addCommand(std::string_view command)
{
    Action action;
    action.description = cutToLine(command, maxDescriptionCharacters);
    action.command = std::string(command) + '\n';
    m_plan.actions.push_back(std::move(action));
    m_text = {};
}

std::string RunbookReader::describe(const RunbookInfo &info, std::string_view content) const
{
    if (!m_text.empty())
        return cutToLine(m_text, maxDescriptionCharacters);
    if (!info.file.empty())
        return cutToLine((info.language == Language::Other ? "write " : "run ") + info.file, maxDescriptionCharacters);
    return cutToLine(firstCodeLine(content), maxDescriptionCharacters);
}

} // namespace ca::protocol
