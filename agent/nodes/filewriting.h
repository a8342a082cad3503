#pragma once

#include "actionnode.h"

namespace ca::agent {

/// The node for file operations: writes and appends to files and makes folders, in the workspace and nowhere else.
class FileWriting final : public ActionNode
{
public:
    using ActionNode::ActionNode;

private:
    StepOutcome perform(const StepInput &step) override;
};

} // namespace ca::agent
