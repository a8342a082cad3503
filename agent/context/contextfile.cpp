#include "contextfile.h"

#include "workspace.h"

namespace ca::agent {

namespace {

constexpr const char *fileName = "context.txt";

} // namespace

ContextFile::ContextFile(const Workspace &workspace)
    : m_workspace(workspace)
{
}

bool ContextFile::append(const ContextEntry &entry)
{
    std::string text = "=== entry " + std::to_string(++m_count) + " | role " + std::string(roleOf(entry.kind));
    text += " | step " + (entry.step > 0 ? std::to_string(entry.step) : std::string("-"));
    text += " | " + std::to_string(entry.text.size()) + " bytes | " + std::to_string(tokensOf(entry.text.size()));
    text += " tokens ===\n" + entry.text + "\n\n";
    return write(text);
}

bool ContextFile::appendPruned(int entries, std::int64_t before, std::int64_t after)
{
    return write("=== pruned | " + std::to_string(entries) + " entries | from " + std::to_string(before) + " to " +
                 std::to_string(after) + " tokens ===\n\n");
}

bool ContextFile::write(const std::string &text)
{
    if (m_workspace.write(fileName, text, Workspace::Mode::Append))
        return true;
    return m_workspace.replace(fileName, "=== what was here before could not be added to ===\n\n" + text).has_value();
}

} // namespace ca::agent
