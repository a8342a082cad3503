#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <sys/types.h>

#include "command.h"

namespace ca::agent {

/// What every process of a step gets.
struct StepSurroundings
{
    /// An open folder.
    int workingFolder = -1;
    int out = -1;
    int err = -1;
    /// RLIMIT_NPROC and RLIMIT_FSIZE; 0 leaves them alone.
    std::uint64_t maxProcesses = 0;
    std::uint64_t maxFileBytes = 0;
    /// What it starts stays below it, also when that daemonises: a service (ProcessTree::addService()).
    bool keepsOrphans = false;
};

/// Starts a command in a session and process group of its own, with nothing open but 0 (/dev/null), 1 and 2. Returns
/// when the program runs, or with a sentence that says why it does not.
std::expected<pid_t, std::string> startStepProcess(const Command &command, const StepSurroundings &surroundings);

} // namespace ca::agent
