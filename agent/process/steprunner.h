#pragma once

#include <cstdint>
#include <optional>

#include "cancellation.h"
#include "command.h"
#include "eventloop.h"
#include "outputlog.h"
#include "pause.h"
#include "processtree.h"
#include "stepoutcome.h"

namespace ca::agent {

/// Runs one command as a step, and does not return before everything it started is gone and all its output is in the
/// log.
class StepRunner
{
public:
    StepRunner(EventLoop &loop, OutputLog &log, ProcessTree &tree, const Cancellation &cancellation,
               const Pause &pause);

    /// An open folder, where steps run.
    void setWorkingFolder(int folder);
    /// RLIMIT_NPROC and RLIMIT_FSIZE of each step's processes; 0 leaves them alone.
    void setLimits(std::uint64_t maxProcesses, std::uint64_t maxFileBytes);

    /// Turns the loop until the step is over; not even begun during a pause, and not timed out by one.
    StepOutcome run(const Command &command);
    /// Ends every process that is there but services; turns the loop until they are gone.
    void endAll();

private:
    /// When a step is stopped, on the job's clock; nothing more to come when it was killed.
    struct Timeout
    {
        std::optional<Clock::time_point> at;
        bool isOver = false;
    };

    StepOutcome waitForMain(const Command &command);
    void enforce(Timeout &timeout) const;

    EventLoop &m_loop;
    OutputLog &m_log;
    ProcessTree &m_tree;
    const Cancellation &m_cancellation;
    const Pause &m_pause;
    int m_workingFolder = -1;
    std::uint64_t m_maxProcesses = 0;
    std::uint64_t m_maxFileBytes = 0;
};

} // namespace ca::agent
