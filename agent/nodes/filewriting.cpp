#include "filewriting.h"

#include "workspace.h"

namespace ca::agent {

StepOutcome FileWriting::perform(const StepInput &step)
{
    const auto &action = step.action;
    const auto &workspace = parts().workspace;
    Workspace::Outcome outcome;
    switch (action.operation) {
    case protocol::FileOperation::Write:
        outcome = workspace.write(action.filename, action.command);
        break;
    case protocol::FileOperation::Append:
        outcome = workspace.write(action.filename, action.command, Workspace::Mode::Append);
        break;
    case protocol::FileOperation::CreateDirectory:
        outcome = workspace.createDirectory(action.filename);
        break;
    }
    if (outcome)
        return {};
    return {.exitCode = 1, .error = "failed: " + outcome.error()};
}

} // namespace ca::agent
