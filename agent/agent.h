#pragma once

#include <cstdlib>
#include <expected>
#include <memory>
#include <string>

#include "cancellation.h"
#include "eventloop.h"
#include "inbox.h"
#include "link.h"
#include "outputlog.h"
#include "pause.h"
#include "processtree.h"
#include "services.h"
#include "signals.h"
#include "spaceguard.h"
#include "stepnetwork.h"
#include "steprunner.h"

namespace ca::agent {

struct AgentParts;
struct JobState;

/// One job from the first word on the link to the last.
class Agent
{
public:
    Agent();

    /// Turns the loop until the job is reported. The error is a sentence, for a job that could not even be asked for.
    /// When the link breaks for good, it does not return: every process is killed and the agent exits.
    std::expected<void, std::string> run(const std::string &socketPath, const std::string &workspacePath);
    /// After run(): of a job that may outlive its orchestrator, whether it is complete.
    [[nodiscard]] int exitCode() const { return m_exitCode; }

private:
    void handleSignal(int signal);
    /// Steps get what they need to use the job's network, where it has one.
    void openNetwork();
    void work(JobState &state, const std::string &workspacePath);
    [[nodiscard]] Link::Handlers linkHandlers();
    void standAlone();
    void takeOrchestrator();
    static void walk(const AgentParts &parts, JobState &state);

    /// Where the link's socket is: /run/agent.
    std::string m_runtimeFolder;
    EventLoop m_loop;
    Cancellation m_cancellation;
    ProcessTree m_tree;
    Signals m_signals;
    OutputLog m_log;
    Pause m_pause;
    SpaceGuard m_space;
    StepRunner m_runner;
    Services m_services;
    Inbox m_inbox;
    /// Success when nobody is left to take a report which says no more than that.
    int m_exitCode = EXIT_SUCCESS;
    int m_exitCodeWhenLost = EXIT_FAILURE;
    /// The job stands still because it filled the disk while nobody measured it, and not because a person wants it to.
    bool m_isHeldBack = false;
    std::unique_ptr<Link> m_link;
    std::unique_ptr<StepNetwork> m_network;
};

} // namespace ca::agent
