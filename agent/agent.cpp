#include "agent.h"

#include <cstdlib>
#include <unistd.h>
#include <utility>

#include "agentparts.h"
#include "eventreporter.h"
#include "filewriting.h"
#include "flow.h"
#include "gitclone.h"
#include "guiautomation.h"
#include "jobstate.h"
#include "madefiles.h"
#include "orchestrator.h"
#include "planapproval.h"
#include "planbatch.h"
#include "pythoncode.h"
#include "resultcompilation.h"
#include "runbookanalysis.h"
#include "shellcommand.h"
#include "taskanalysis.h"
#include "transitions.h"
#include "typescriptcode.h"
#include "workspace.h"

namespace ca::agent {

namespace {

using namespace std::chrono_literals;

/// What a step gets to end itself when the agent is asked to by a signal.
constexpr auto signalGrace = 2s;

} // namespace

Agent::Agent()
    : m_signals(
          m_loop, [this] { m_tree.reap(); }, [this](int signal) { handleSignal(signal); })
    , m_log(m_loop, STDOUT_FILENO, STDERR_FILENO)
    , m_pause(m_tree)
    , m_space(m_loop,
              [this] {
                  if (m_pause.isOn())
                      return;
                  m_isHeldBack = true;
                  m_pause.begin();
              })
    , m_runner(m_loop, m_log, m_tree, m_cancellation, m_pause)
    , m_services(m_loop, m_tree, m_pause,
                 [this](const protocol::ServiceChanged &changed) { EventReporter(*m_link).serviceChanged(changed); })
{
}

std::expected<void, std::string> Agent::run(const std::string &socketPath, const std::string &workspacePath)
{
    auto link = Link::connect(m_loop, socketPath, linkHandlers());
    if (!link)
        return std::unexpected(link.error());
    m_link = std::move(*link);
    const auto description = m_link->request(protocol::method::jobGet, nlohmann::json::object());
    if (!description)
        return std::unexpected("The orchestrator gave no job: " + description.error().message);
    JobState state;
    try {
        description->get_to(state.job);
    } catch (const nlohmann::json::exception &error) {
        return std::unexpected(std::string("The orchestrator's job does not fit this agent: ") + error.what());
    }
    if (state.job.rejoinSeconds > 0)
        m_link->rejoinWithin(std::chrono::seconds(state.job.rejoinSeconds));
    m_runtimeFolder = socketPath.substr(0, socketPath.rfind('/'));
    openNetwork();
    work(state, workspacePath);
    // The next orchestrator reads it off the container when this one dies with the report, or before it.
    const bool isComplete = state.result.status == "complete";
    if (state.job.rejoinSeconds > 0) {
        m_exitCode = isComplete ? EXIT_SUCCESS : EXIT_FAILURE;
        m_exitCodeWhenLost = m_exitCode;
    }
    if (const auto answer = m_link->request(protocol::method::jobFinish, state.result); !answer)
        return std::unexpected("The orchestrator did not take the result: " + answer.error().message);
    return {};
}

Link::Handlers Agent::linkHandlers()
{
    return {.cancelled = [this] { m_cancellation.request(0s); },
            .paused = [this] { m_pause.begin(); },
            .resumed =
                [this] {
                    m_pause.end();
                    m_services.resume();
                },
            .serviceWanted = [this](const protocol::ServiceStart &wanted) { return m_services.start(wanted); },
            .serviceUnwanted = [this](const protocol::ServiceStop &unwanted) { return m_services.stop(unwanted); },
            .connectionWanted = [this](const protocol::ServiceConnect &wanted) { return m_services.connect(wanted); },
            .messaged = [this](std::string text) { m_inbox.add(std::move(text)); },
            .left = [this] { standAlone(); },
            .isPaused = [this] { return m_pause.isOn() && !m_isHeldBack; },
            .rejoined = [this] { takeOrchestrator(); },
            .lost = [this] { m_tree.dieWithAll(m_exitCodeWhenLost); }};
}

void Agent::standAlone()
{
    m_services.dropViewers();
    m_space.begin();
}

void Agent::takeOrchestrator()
{
    m_space.end();
    m_services.repeatStates();
    if (!std::exchange(m_isHeldBack, false))
        return;
    EventReporter(*m_link).postNote(
        "The job stood still until the orchestrator was back, since the disk was filling up.");
    m_pause.end();
    m_services.resume();
}

void Agent::openNetwork()
{
    auto network = StepNetwork::open(m_loop, m_runtimeFolder);
    if (!network)
        return EventReporter(*m_link).note("The job has no network: " + network.error() + ".");
    m_network = std::move(*network);
    if (!m_network)
        return;
    for (const auto &[name, value] : m_network->environment())
        ::setenv(name.c_str(), value.c_str(), 1);
}

void Agent::handleSignal(int signal)
{
    // Who stands still cannot end itself.
    if (Signals::asksToEnd(signal))
        m_pause.end();
    m_tree.signalMain(signal);
    if (Signals::asksToEnd(signal))
        m_cancellation.request(signalGrace);
}

void Agent::work(JobState &state, const std::string &workspacePath)
{
    const auto workspace = Workspace::open(workspacePath);
    if (!workspace) {
        state.result.status = "error";
        state.result.error = "The sandbox has no usable workspace: " + workspace.error() + ".";
        return;
    }
    m_log.setLimit(state.job.logBytes);
    m_runner.setLimits(state.job.maxProcesses, state.job.maxFileBytes);
    m_runner.setWorkingFolder(workspace->fd());
    m_space.watch(workspace->fd(), state.job.maxFileBytes);
    m_services.open({.workingFolder = workspace->fd(),
                     .maxProcesses = state.job.maxProcesses,
                     .maxFileBytes = state.job.maxFileBytes},
                    m_runtimeFolder);
    EventReporter events(*m_link);
    Orchestrator orchestrator(m_loop, *m_link, m_cancellation, m_pause);
    state.startedAt = MadeFiles::now();
    walk({.loop = m_loop,
          .cancellation = m_cancellation,
          .pause = m_pause,
          .log = m_log,
          .runner = m_runner,
          .events = events,
          .workspace = *workspace,
          .orchestrator = orchestrator,
          .inbox = m_inbox,
          .desktop = m_services.desktop()},
         state);
    m_services.end();
    m_tree.dropServices();
    m_runner.endAll();
    m_space.watch(-1, 0); // nothing is left that could write
    if (const auto dropped = m_log.droppedBytes(); dropped > 0)
        m_log.writeLine("[" + std::to_string(dropped) + " bytes of output were dropped]");
    m_log.waitUntil([this] { return m_log.isFlushed(); }, m_cancellation);
    state.result.droppedBytes = m_log.droppedBytes();
}

void Agent::walk(const AgentParts &parts, JobState &state)
{
    RunbookAnalysis runbook(parts);
    TaskAnalysis task(parts);
    PlanApproval approval(parts);
    GitClone clone(parts, state.job.git);
    ShellCommand shell(parts);
    PythonCode python(parts);
    TypeScriptCode typeScript(parts);
    FileWriting files(parts);
    GuiAutomation gui(parts);
    ResultCompilation compilation(parts);
    auto &analysis = state.job.provider == "runbook" ? static_cast<FlowNode<JobState> &>(runbook)
                                                     : static_cast<FlowNode<JobState> &>(task);
    const bool hasClone = !state.job.git.empty();
    if (hasClone)
        beginPlan(state, clone.plan(), PlanOrigin::Clone);
    Flow<JobState> flow(hasClone ? clone : analysis);
    for (FlowNode<JobState> *from : std::initializer_list<FlowNode<JobState> *>{&analysis, &approval, &clone, &shell,
                                                                                &python, &typeScript, &files, &gui}) {
        flow.connect(*from, std::string(wireName(protocol::ActionType::ShellCommand)), shell);
        flow.connect(*from, std::string(wireName(protocol::ActionType::PythonCode)), python);
        flow.connect(*from, std::string(wireName(protocol::ActionType::TypeScriptCode)), typeScript);
        flow.connect(*from, std::string(wireName(protocol::ActionType::FileOperation)), files);
        flow.connect(*from, std::string(wireName(protocol::ActionType::GuiAutomation)), gui);
        flow.connect(*from, transition::analyse, analysis);
        flow.connect(*from, transition::approve, approval);
        flow.connect(*from, transition::compile, compilation);
    }
    flow.run(state);
}

} // namespace ca::agent
