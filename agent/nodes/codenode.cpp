#include "codenode.h"

#include "steprunner.h"
#include "workspace.h"

namespace ca::agent {

namespace {

StepOutcome notStarted(const std::string &why)
{
    return {.exitCode = 1, .error = "did not start: " + why};
}

} // namespace

StepOutcome CodeNode::perform(const StepInput &step)
{
    auto temp = TempFolder::create();
    if (!temp)
        return notStarted(temp.error());
    const auto path = placeCode(step, *temp);
    if (!path)
        return notStarted(path.error());
    auto command = commandFor(
        {.path = *path, .isInWorkspace = !step.action.filename.empty(), .stepNumber = step.number, .temp = *temp});
    command.timeout = std::chrono::seconds(step.timeoutSeconds);
    return parts().runner.run(command);
}

std::expected<std::string, std::string> CodeNode::placeCode(const StepInput &step, TempFolder &temp) const
{
    const auto &action = step.action;
    if (action.filename.empty())
        return temp.write("step-" + std::to_string(step.number) + std::string(fileEnding()), action.command);
    const auto &workspace = parts().workspace;
    return workspace.write(action.filename, action.command).transform([&] {
        return workspace.path() + '/' + action.filename;
    });
}

} // namespace ca::agent
