#pragma once

#include <string>

#include "actionnode.h"

namespace ca::agent {

/// The first step of a job with a git address: a shallow clone of it into a folder of the workspace that has the
/// repository's name. What the address may hold to log in with is shown nowhere.
class GitClone final : public ActionNode
{
public:
    GitClone(const AgentParts &parts, std::string address);

    /// The plan that this node carries out.
    [[nodiscard]] protocol::Plan plan() const;
    /// Where the clone goes: the last part of the address, as far as it is fit for a name.
    static std::string folderFor(const std::string &address);

private:
    StepOutcome perform(const StepInput &step) override;

    std::string m_address;
};

} // namespace ca::agent
