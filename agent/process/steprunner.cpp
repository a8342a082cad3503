#include "steprunner.h"

#include <csignal>
#include <cstring>
#include <sys/wait.h>

#include "steppipe.h"
#include "stepprocess.h"

namespace ca::agent {

namespace {

using namespace std::chrono_literals;
using Deadline = std::optional<Clock::time_point>;

/// Between the polite signal and the one that cannot be ignored.
constexpr auto timeoutGrace = 2s;
/// As timeout(1) and shells have it.
constexpr int exitCodeTimedOut = 124;
constexpr int exitCodeNotStarted = 127;
constexpr int exitCodeSignalBase = 128;

Deadline earlier(Deadline a, Deadline b)
{
    return a && b ? std::min(*a, *b) : (a ? a : b);
}

std::string signalSentence(int signal)
{
    const char *name = ::sigabbrev_np(signal);
    std::string sentence =
        "was ended by signal " + std::to_string(signal) + (name ? std::string(" (SIG") + name + ")" : "");
    if (signal == SIGXFSZ)
        sentence += ": a file grew past the size limit; write less, or raise the limit disk_mb";
    else if (signal == SIGKILL)
        sentence += ", possibly because it used too much memory; use less, or raise the limit memory_mb";
    return sentence;
}

StepOutcome outcomeOf(int waitStatus)
{
    if (!WIFSIGNALED(waitStatus))
        return {.exitCode = WEXITSTATUS(waitStatus), .error = {}};
    return {.exitCode = exitCodeSignalBase + WTERMSIG(waitStatus), .error = signalSentence(WTERMSIG(waitStatus))};
}

StepOutcome timedOutAfter(std::chrono::seconds limit)
{
    return {.exitCode = exitCodeTimedOut,
            .timedOut = true,
            .error = "did not end within its limit of " + std::to_string(limit.count()) +
                     " s and was stopped; give its block more with timeout=SECONDS, or raise the job's step timeout"};
}

} // namespace

StepRunner::StepRunner(EventLoop &loop, OutputLog &log, ProcessTree &tree, const Cancellation &cancellation)
    : m_loop(loop)
    , m_log(log)
    , m_tree(tree)
    , m_cancellation(cancellation)
{
}

void StepRunner::setWorkingFolder(int folder)
{
    m_workingFolder = folder;
}

void StepRunner::setLimits(std::uint64_t maxProcesses, std::uint64_t maxFileBytes)
{
    m_maxProcesses = maxProcesses;
    m_maxFileBytes = maxFileBytes;
}

StepOutcome StepRunner::run(const Command &command)
{
    if (m_cancellation.isRequested())
        return {.exitCode = exitCodeSignalBase + SIGKILL, .wasCancelled = true, .error = {}};
    Fd outEnd;
    Fd errEnd;
    StepPipe out(m_loop, m_log, Stream::Out, outEnd);
    StepPipe err(m_loop, m_log, Stream::Err, errEnd);
    const auto process = startStepProcess(command, {.workingFolder = m_workingFolder,
                                                    .out = outEnd.get(),
                                                    .err = errEnd.get(),
                                                    .maxProcesses = m_maxProcesses,
                                                    .maxFileBytes = m_maxFileBytes});
    outEnd.close();
    errEnd.close();
    if (!process)
        return {.exitCode = exitCodeNotStarted, .error = "did not start: " + process.error()};
    m_tree.setMain(*process);
    auto outcome = waitForMain(command);
    endRest();
    // Everything that could write is gone, so what is in the pipes now is all there will be.
    m_log.waitUntil([&] { return out.drain() && err.drain() && m_log.isFlushed(); }, m_cancellation);
    return outcome;
}

StepOutcome StepRunner::waitForMain(const Command &command)
{
    Deadline deadline = Clock::now() + command.timeout;
    bool isTimedOut = false;
    bool isCancelled = false;
    while (!m_tree.mainStatus()) {
        const auto now = Clock::now();
        isCancelled = m_cancellation.isRequested();
        if (isCancelled && now >= *m_cancellation.killAt()) {
            m_tree.killAll();
            deadline.reset();
        } else if (deadline && now >= *deadline && !isTimedOut) {
            isTimedOut = true;
            deadline = now + timeoutGrace;
            m_tree.signalMain(SIGTERM);
            // A stopped process cannot heed it.
            m_tree.signalMain(SIGCONT);
        } else if (deadline && now >= *deadline) {
            m_tree.killAll();
            deadline.reset();
        }
        const auto killAt = isCancelled && now < *m_cancellation.killAt() ? m_cancellation.killAt() : std::nullopt;
        m_loop.turn(earlier(deadline, killAt));
    }
    auto outcome = isTimedOut ? timedOutAfter(command.timeout) : outcomeOf(*m_tree.mainStatus());
    outcome.wasCancelled = isCancelled;
    if (isCancelled)
        outcome.error.clear();
    return outcome;
}

void StepRunner::endRest()
{
    m_tree.killAll();
    m_tree.reap();
    while (!m_tree.isEmpty()) {
        m_loop.turn();
        m_tree.killAll();
    }
}

} // namespace ca::agent
