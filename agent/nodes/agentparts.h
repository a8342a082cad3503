#pragma once

namespace ca::agent {

class Cancellation;
class Desktop;
class EventLoop;
class EventReporter;
class Inbox;
class Orchestrator;
class OutputLog;
class Pause;
class StepRunner;
class Workspace;

/// What the nodes work with; all of it outlives them.
struct AgentParts
{
    EventLoop &loop;
    const Cancellation &cancellation;
    const Pause &pause;
    OutputLog &log;
    StepRunner &runner;
    EventReporter &events;
    const Workspace &workspace;
    Orchestrator &orchestrator;
    Inbox &inbox;
    Desktop &desktop;
};

} // namespace ca::agent
