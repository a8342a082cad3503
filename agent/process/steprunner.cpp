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

StepRunner::StepRunner(EventLoop &loop, OutputLog &log, ProcessTree &tree, const Cancellation &cancellation,
                       const Pause &pause)
    : m_loop(loop)
    , m_log(log)
    , m_tree(tree)
    , m_cancellation(cancellation)
    , m_pause(pause)
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
    m_pause.waitForEnd(m_loop, m_cancellation);
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
    endAll();
    // Everything that could write is gone, so what is in the pipes now is all there will be.
    m_log.waitUntil([&] { return out.drain() && err.drain() && m_log.isFlushed(); }, m_cancellation);
    outcome.out = out.excerpt();
    outcome.err = err.excerpt();
    return outcome;
}

StepOutcome StepRunner::waitForMain(const Command &command)
{
    Timeout timeout{.at = m_pause.now() + command.timeout};
    bool isCancelled = false;
    while (!m_tree.mainStatus()) {
        isCancelled = m_cancellation.isRequested();
        Deadline killAt = m_cancellation.killAt();
        if (isCancelled && Clock::now() >= *killAt) {
            m_tree.killAll();
            timeout.at.reset();
            killAt.reset();
        } else {
            enforce(timeout);
        }
        m_loop.turn(earlier(m_pause.onClock(timeout.at), killAt));
    }
    auto outcome = timeout.isOver ? timedOutAfter(command.timeout) : outcomeOf(*m_tree.mainStatus());
    outcome.wasCancelled = isCancelled;
    if (isCancelled)
        outcome.error.clear();
    return outcome;
}

void StepRunner::enforce(Timeout &timeout) const
{
    if (m_pause.isOn() || !timeout.at || m_pause.now() < *timeout.at)
        return;
    if (timeout.isOver) {
        m_tree.killAll();
        timeout.at.reset();
        return;
    }
    timeout.isOver = true;
    timeout.at = m_pause.now() + timeoutGrace;
    m_tree.signalMain(SIGTERM);
    // A stopped process cannot heed it.
    m_tree.signalMain(SIGCONT);
}

void StepRunner::endAll()
{
    m_tree.killAll();
    m_tree.reap();
    while (!m_tree.isEmpty()) {
        m_loop.turn();
        m_tree.killAll();
    }
}

} // namespace ca::agent
