// The smallest first process a sandbox can have: runs /workspace/step.py or /workspace/step.sh as its only step, reaps
// whatever is left to it, and ends with the step's exit code. Argument 1: RLIMIT_NPROC for the step, 0 for none.

#include <csignal>
#include <cstdlib>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

[[noreturn]] void becomeStep(rlim_t processes)
{
    ::setpgid(0, 0);
    ::signal(SIGPIPE, SIG_DFL);
    const rlimit limit{.rlim_cur = processes, .rlim_max = processes};
    if (processes > 0 && ::setrlimit(RLIMIT_NPROC, &limit) != 0)
        ::_exit(125);
    if (::access("/workspace/step.py", R_OK) == 0)
        ::execl("/usr/bin/python3", "python3", "-u", "/workspace/step.py", nullptr);
    else
        ::execl("/bin/sh", "sh", "-e", "/workspace/step.sh", nullptr);
    ::_exit(126);
}

} // namespace

int main(int argc, char **argv)
{
    ::prctl(PR_SET_DUMPABLE, 0);
    ::close_range(STDERR_FILENO + 1, ~0U, 0); // what the engine leaves open is the agent's to close
    const auto step = ::fork();
    if (step == 0)
        becomeStep(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 0);
    for (;;) {
        int status = 0;
        const auto ended = ::wait(&status);
        if (ended == step)
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        if (ended < 0 && ended != step)
            return 127;
    }
}
