#pragma once

namespace ca::agent {

class Cancellation;
class EventLoop;
class EventReporter;
class OutputLog;
class StepRunner;
class Workspace;

/// What the nodes work with; all of it outlives them.
struct AgentParts
{
    EventLoop &loop;
    const Cancellation &cancellation;
    OutputLog &log;
    StepRunner &runner;
    EventReporter &events;
    const Workspace &workspace;
};

} // namespace ca::agent
