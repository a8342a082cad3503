#include "stepprocess.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fd.h"
#include "signals.h"

namespace ca::agent {

namespace {

/// Strings as exec() wants them.
std::vector<char *> pointersTo(std::vector<std::string> &strings)
{
    std::vector<char *> pointers;
    pointers.reserve(strings.size() + 1);
    for (auto &string : strings)
        pointers.push_back(string.data());
    pointers.push_back(nullptr);
    return pointers;
}

std::vector<std::string> environmentFor(const Command &command)
{
    std::vector<std::string> variables;
    for (char **variable = environ; *variable; ++variable) {
        const std::string_view text = *variable;
        const auto isSameName = [name = text.substr(0, text.find('='))](const auto &set) { return set.first == name; };
        if (std::ranges::none_of(command.environment, isSameName))
            variables.emplace_back(text);
    }
    for (const auto &[name, value] : command.environment)
        variables.push_back(std::string(name).append("=").append(value));
    return variables;
}

bool limit(__rlimit_resource resource, rlim_t value)
{
    rlimit current{};
    ::getrlimit(resource, &current);
    // A lower limit that is there already stays.
    const rlim_t bounded = std::min(value, current.rlim_max);
    const rlimit wanted{.rlim_cur = bounded, .rlim_max = bounded};
    return ::setrlimit(resource, &wanted) == 0;
}

/// In the child; false leaves the reason in errno. The limits come last: they are the step's, not the agent's.
bool enter(const StepSurroundings &surroundings, pid_t agent)
{
    // Where the agent is not pid 1 nothing else ends a step when the agent is killed.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (::getppid() != agent)
        return false;
    if (surroundings.keepsOrphans)
        ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); // outlives exec()
    const int null = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    const bool isPlaced = ::setsid() >= 0 && null >= 0 && ::dup2(null, STDIN_FILENO) >= 0 &&
                          ::dup2(surroundings.out, STDOUT_FILENO) >= 0 &&
                          ::dup2(surroundings.err, STDERR_FILENO) >= 0 && ::fchdir(surroundings.workingFolder) == 0;
    if (!isPlaced)
        return false;
    Signals::restoreDefaults();
    return limit(RLIMIT_CORE, 0) &&
           (surroundings.maxFileBytes == 0 || limit(RLIMIT_FSIZE, surroundings.maxFileBytes)) &&
           (surroundings.maxProcesses == 0 || limit(RLIMIT_NPROC, surroundings.maxProcesses));
}

std::string sentenceFor(int error, const std::string &program)
{
    if (error == ENOENT)
        return program + " was not found in the sandbox; install it there, or use an image that has it";
    return program + " could not be started: " + ::strerror(error);
}

} // namespace

std::expected<pid_t, std::string> startStepProcess(const Command &command, const StepSurroundings &surroundings)
{
    auto arguments = command.arguments;
    auto variables = environmentFor(command);
    const auto argumentPointers = pointersTo(arguments);
    const auto variablePointers = pointersTo(variables);
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return std::unexpected(sentenceFor(errno, arguments.front()));
    const Fd failureReader(ends[0]);
    Fd failureWriter(ends[1]);
    const pid_t agent = ::getpid();
    const pid_t child = ::fork();
    if (child < 0)
        return std::unexpected(sentenceFor(errno, arguments.front()));
    if (child == 0) {
        if (enter(surroundings, agent))
            ::execvpe(arguments.front().c_str(), argumentPointers.data(), variablePointers.data());
        const int error = errno;
        const bool isTold = ::write(failureWriter.get(), &error, sizeof error) == sizeof error;
        ::_exit(isTold ? 127 : 126);
    }
    failureWriter.close();
    int error = 0;
    // The end of the pipe means that exec() closed it.
    if (::read(failureReader.get(), &error, sizeof error) != sizeof error)
        return child;
    ::waitpid(child, nullptr, 0);
    return std::unexpected(sentenceFor(error, arguments.front()));
}

} // namespace ca::agent
