#pragma once

#include <expected>
#include <string>

#include "actionnode.h"
#include "command.h"
#include "guiscript.h"

namespace ca::agent {

/// Works on the sandbox's desktop, which is started when it does not run and then stays for the steps that follow. One
/// command a line, each carried out when the one before has succeeded: `exec PROGRAM …` starts a program on it,
/// `wait-window TITLE [SECONDS]` waits until a window with such a title (a regular expression) is there and makes it
/// the active one, `screenshot [NAME.png]` keeps a picture below screenshots/ in the workspace; all else is a command
/// for xdotool.
class GuiAutomation final : public ActionNode
{
public:
    using ActionNode::ActionNode;

private:
    /// The step as far as it has come.
    struct Run
    {
        const StepInput &step;
        /// On the job's clock.
        std::chrono::steady_clock::time_point deadline;
        StepOutcome outcome = {};
        int screenshots = 0;
    };

    StepOutcome perform(const StepInput &step) override;
    /// Turns the loop until there is a desktop that can be used. The error is the end of a sentence.
    std::expected<void, std::string> awaitDesktop(const Run &run) const;
    /// Each false when the step ends with it.
    bool carryOut(Run &run, const GuiLine &line) const;
    bool startProgram(Run &run, const GuiLine &line) const;
    bool waitForWindow(Run &run, const GuiLine &line) const;
    bool takeScreenshot(Run &run, const GuiLine &line) const;
    bool runTool(Run &run, const GuiLine &line, std::vector<std::string> arguments) const;
    /// Runs a program as part of the step and takes over what it printed.
    StepOutcome runCommand(Run &run, std::vector<std::string> arguments, std::chrono::seconds atMost) const;
    static bool fail(Run &run, const GuiLine &line, const std::string &why, int exitCode = 1);
};

} // namespace ca::agent
