#pragma once

#include <expected>
#include <string_view>

#include "actionnode.h"
#include "command.h"
#include "tempfolder.h"

namespace ca::agent {

/// Runs code in one language. The code reaches its interpreter as a file: in the workspace where the action names one,
/// else in a private folder that goes with the step.
class CodeNode : public ActionNode
{
public:
    using ActionNode::ActionNode;

protected:
    /// Where the code is.
    struct Source
    {
        std::string path;
        bool isInWorkspace = false;
        int stepNumber = 0;
        TempFolder &temp;
    };

    /// The ending of a temporary file's name, with its dot.
    [[nodiscard]] virtual std::string_view fileEnding() const = 0;
    [[nodiscard]] virtual Command commandFor(const Source &source) const = 0;

private:
    StepOutcome perform(const StepInput &step) final;
    std::expected<std::string, std::string> placeCode(const StepInput &step, TempFolder &temp) const;
};

} // namespace ca::agent
