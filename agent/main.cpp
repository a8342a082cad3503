#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "agent.h"
#include "options.h"

namespace {

/// Steps have the agent's user id; not dumpable, it can be neither traced nor read by them. And nothing that the engine
/// left open reaches them.
void protectFromSteps()
{
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    for (int fd = ::open("/dev/null", O_RDWR); fd >= 0 && fd <= STDERR_FILENO;)
        fd = ::open("/dev/null", O_RDWR);
    if (::syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, 0) == 0)
        return;
    for (long fd = ::sysconf(_SC_OPEN_MAX) - 1; fd > STDERR_FILENO; --fd)
        ::close(static_cast<int>(fd));
}

int complain(const std::string &sentence, int exitCode)
{
    std::fputs((sentence + '\n').c_str(), stderr);
    return exitCode;
}

} // namespace

int main(int argc, char *argv[])
{
    constexpr int exitCodeUsage = 2;
    protectFromSteps();
    const auto options = ca::agent::Options::parse({argv + 1, argv + (argc > 0 ? argc : 1)});
    if (!options)
        return complain(options.error(), exitCodeUsage);
    if (options->showHelp || options->showVersion) {
        const auto text =
            options->showHelp ? ca::agent::Options::help() : "containerized-agent-runner " CA_VERSION "\n";
        return std::fputs(text.c_str(), stdout) < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
    }
    ca::agent::Agent agent;
    const auto outcome = agent.run(options->socketPath, options->workspacePath);
    return outcome ? agent.exitCode() : complain(outcome.error(), EXIT_FAILURE);
}
