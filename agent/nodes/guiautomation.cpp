#include "guiautomation.h"

#include <algorithm>
#include <charconv>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <utility>

#include "cancellation.h"
#include "desktop.h"
#include "eventloop.h"
#include "fd.h"
#include "pause.h"
#include "programs.h"
#include "steprunner.h"
#include "tempfolder.h"
#include "workspace.h"

namespace ca::agent {

namespace {

using namespace std::chrono_literals;

constexpr auto windowPatience = 30s;

std::optional<std::chrono::seconds> secondsOf(const std::string &text)
{
    constexpr int most = 86'400;
    int seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool isWhole = error == std::errc() && end == text.data() + text.size();
    return isWhole && seconds >= 1 && seconds <= most ? std::optional(std::chrono::seconds(seconds)) : std::nullopt;
}

/// A picture that a step's process has written, in bounded memory; nothing when there is none.
std::optional<std::string> readPicture(const std::string &path)
{
    constexpr std::size_t maxBytes = 64U * 1024 * 1024;
    const Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat status{};
    if (!file.isValid() || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0 ||
        std::cmp_greater(status.st_size, maxBytes))
        return std::nullopt;
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t have = 0;
    for (ssize_t count = 1; have < bytes.size() && count > 0;
         have += static_cast<std::size_t>(std::max<ssize_t>(count, 0)))
        count = ::read(file.get(), bytes.data() + have, bytes.size() - have);
    bytes.resize(have);
    return bytes;
}

/// Below screenshots/, unless the name says otherwise.
std::string pictureName(const std::string &name)
{
    return name.contains('/') ? name : "screenshots/" + name;
}

} // namespace

StepOutcome GuiAutomation::perform(const StepInput &step)
{
    const auto &action = step.action;
    Run run{.step = step, .deadline = parts().pause.now() + std::chrono::seconds(step.timeoutSeconds)};
    const auto script = readGuiScript(action.command);
    if (!script)
        return {.exitCode = 1, .error = script.error()};
    if (!action.filename.empty()) {
        if (const auto written = parts().workspace.write(action.filename, action.command); !written)
            return {.exitCode = 1, .error = "did not start: " + written.error()};
    }
    if (const auto tool = programs::require({"xdotool"}, "xdotool"); !tool)
        return {.exitCode = exitCodeNotStarted, .error = "did not start: " + tool.error()};
    if (const auto desktop = awaitDesktop(run); !desktop)
        return {.exitCode = 1, .wasCancelled = parts().cancellation.isRequested(), .error = desktop.error()};
    for (const auto &line : *script) {
        if (!carryOut(run, line))
            break;
    }
    return std::move(run.outcome);
}

std::expected<void, std::string> GuiAutomation::awaitDesktop(const Run &run) const
{
    Desktop &desktop = parts().desktop;
    desktop.keep();
    desktop.start({.service = desktop.name()});
    while (!desktop.isUsable()) {
        if (parts().cancellation.isRequested())
            return std::unexpected(std::string());
        if (desktop.state() == Service::State::Failed)
            return std::unexpected("did not start: " +
                                   desktop.text().substr(0, desktop.text().find_last_not_of('.') + 1));
        if (!parts().pause.isOn() && parts().pause.now() >= run.deadline)
            return std::unexpected("did not start: the desktop was not ready within the step's time limit");
        parts().loop.turn(parts().pause.onClock(run.deadline));
    }
    return {};
}

bool GuiAutomation::carryOut(Run &run, const GuiLine &line) const
{
    // It may have crashed since the line before; its programs are gone then, but the next line may start others.
    if (const auto desktop = awaitDesktop(run); !desktop) {
        run.outcome.wasCancelled = parts().cancellation.isRequested();
        return fail(run, line, desktop.error());
    }
    const auto &command = line.words.front();
    if (command == "exec")
        return startProgram(run, line);
    if (command == "wait-window")
        return waitForWindow(run, line);
    if (command == "screenshot")
        return takeScreenshot(run, line);
    std::vector<std::string> arguments{"xdotool"};
    arguments.insert(arguments.end(), line.words.begin(), line.words.end());
    return runTool(run, line, std::move(arguments));
}

bool GuiAutomation::startProgram(Run &run, const GuiLine &line) const
{
    if (line.words.size() < 2)
        return fail(run, line, "exec needs a program, like: exec mousepad notes.txt");
    const auto started = parts().desktop.run({line.words.begin() + 1, line.words.end()});
    return started ? true : fail(run, line, started.error(), exitCodeNotStarted);
}

bool GuiAutomation::waitForWindow(Run &run, const GuiLine &line) const
{
    const auto patience = line.words.size() > 2 ? secondsOf(line.words[2]) : windowPatience;
    if (line.words.size() < 2 || line.words.size() > 3 || !patience)
        return fail(run, line,
                    "wait-window needs a title and, if wanted, a number of seconds, like: "
                    "wait-window \"Save as\" 10");
    const auto outcome = runCommand(
        run,
        {"xdotool", "search", "--sync", "--onlyvisible", "--name", line.words[1], "windowactivate", "--sync", "%1"},
        *patience);
    if (outcome.isSuccess())
        return true;
    return fail(run, line,
                outcome.timedOut
                    ? "no window with that title appeared within " + std::to_string(patience->count()) + " s"
                    : "the window could not be waited for",
                outcome.exitCode);
}

bool GuiAutomation::takeScreenshot(Run &run, const GuiLine &line) const
{
    const std::string usual = "step-" + std::to_string(run.step.number) +
                              (run.screenshots > 0 ? "-" + std::to_string(run.screenshots + 1) : "") + ".png";
    const auto name = pictureName(line.words.size() > 1 ? line.words[1] : usual);
    if (line.words.size() > 2 || !name.ends_with(".png"))
        return fail(run, line, "screenshot takes one name that ends in .png, or none");
    if (const auto tool = programs::require({"maim"}, "maim"); !tool)
        return fail(run, line, tool.error(), exitCodeNotStarted);
    auto temp = TempFolder::create();
    if (!temp)
        return fail(run, line, temp.error());
    const auto path = temp->reserve("screenshot.png");
    if (!runTool(run, line, {"maim", path}))
        return false;
    const auto picture = readPicture(path);
    if (!picture)
        return fail(run, line, "there is no picture");
    if (const auto written = parts().workspace.write(name, *picture); !written)
        return fail(run, line, written.error());
    run.screenshots += 1;
    run.outcome.artifacts.push_back(name);
    return true;
}

bool GuiAutomation::runTool(Run &run, const GuiLine &line, std::vector<std::string> arguments) const
{
    const auto program = arguments.front();
    const auto outcome = runCommand(run, std::move(arguments), std::chrono::hours(24));
    if (outcome.isSuccess())
        return true;
    run.outcome.timedOut = outcome.timedOut;
    run.outcome.wasCancelled = outcome.wasCancelled;
    const auto why = outcome.error.empty() ? program + " ended with exit code " + std::to_string(outcome.exitCode)
                                           : program + ' ' + outcome.error;
    return fail(run, line, why, outcome.exitCode);
}

StepOutcome GuiAutomation::runCommand(Run &run, std::vector<std::string> arguments, std::chrono::seconds atMost) const
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(run.deadline - parts().pause.now());
    auto outcome = parts().runner.run({.arguments = std::move(arguments),
                                       .environment = {{"DISPLAY", parts().desktop.display()}},
                                       .timeout = std::clamp(left, 0s, atMost)});
    run.outcome.out.append(outcome.out.text());
    run.outcome.err.append(outcome.err.text());
    return outcome;
}

bool GuiAutomation::fail(Run &run, const GuiLine &line, const std::string &why, int exitCode)
{
    run.outcome.exitCode = exitCode;
    if (!run.outcome.wasCancelled)
        run.outcome.error = "failed at line " + std::to_string(line.number) + " (" + line.text() + "): " + why;
    return false;
}

} // namespace ca::agent
