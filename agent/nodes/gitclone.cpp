#include "gitclone.h"

#include <algorithm>
#include <utility>

#include "steprunner.h"

namespace ca::agent {

namespace {

/// Without user and password.
std::string shown(const std::string &address)
{
    const auto scheme = address.find("://");
    if (scheme == std::string::npos)
        return address;
    const auto host = scheme + 3;
    const auto path = std::min(address.find('/', host), address.size());
    const auto at = address.rfind('@', path);
    return at == std::string::npos || at < host ? address : address.substr(0, host) + address.substr(at + 1);
}

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
}

} // namespace

GitClone::GitClone(const AgentParts &parts, std::string address)
    : ActionNode(parts)
    , m_address(std::move(address))
{
}

protocol::Plan GitClone::plan() const
{
    protocol::Action action;
    action.description = "Clone " + shown(m_address);
    action.command = "git clone --depth 1 -- " + shown(m_address) + ' ' + folderFor(m_address);
    return {.actions = {std::move(action)}, .done = false, .summary = {}};
}

std::string GitClone::folderFor(const std::string &address)
{
    constexpr std::string_view ending = ".git";
    std::string_view name = address;
    name = name.substr(0, name.find_last_not_of('/') + 1);
    name = name.substr(name.find_last_of("/:") + 1);
    if (name.ends_with(ending))
        name.remove_suffix(ending.size());
    std::string folder;
    std::ranges::copy_if(name, std::back_inserter(folder), isNameCharacter);
    // Neither hidden nor an option.
    folder.erase(0, std::min(folder.find_first_not_of(".-"), folder.size()));
    return folder.empty() ? "repository" : folder;
}

StepOutcome GitClone::perform(const StepInput &step)
{
    return parts().runner.run({.arguments = {"git", "clone", "--depth", "1", "--", m_address, folderFor(m_address)},
                               // It has nobody to ask.
                               .environment = {{"GIT_TERMINAL_PROMPT", "0"}, {"GIT_ASKPASS", "true"}},
                               .timeout = std::chrono::seconds(step.timeoutSeconds)});
}

} // namespace ca::agent
