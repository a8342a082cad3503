#pragma once

#include <array>
#include <expected>
#include <functional>
#include <string>

#include "desktop.h"
#include "junctions.h"
#include "notebook.h"

namespace ca::agent {

/// What can run in the sandbox beside its steps, and the connections that the orchestrator has made to it. Uses no
/// memory and no process before it is asked for something.
class Services
{
public:
    using Changed = std::function<void(const protocol::ServiceChanged &)>;
    /// The error is a sentence.
    using Outcome = std::expected<void, std::string>;

    /// `changed` is called from the loop or while processes are reaped, and never turns the loop.
    Services(EventLoop &loop, ProcessTree &tree, const Pause &pause, Changed changed);

    /// What is asked for before waits. `surroundings`: what services' processes get, as steps do; `runtimeFolder` is
    /// /run/agent.
    void open(const StepSurroundings &surroundings, const std::string &runtimeFolder);
    /// The job's pause is over.
    void resume();
    /// Says again how all that is not stopped stands.
    void repeatStates() const;
    /// Whoever looks at them has gone: only a desktop that steps use stays.
    void dropViewers();
    /// Ends all of it at once, for good.
    void end();

    Outcome start(const protocol::ServiceStart &wanted);
    Outcome stop(const protocol::ServiceStop &unwanted);
    /// Connects to the service and, outwards, to the orchestrator.
    Outcome connect(const protocol::ServiceConnect &wanted);

    [[nodiscard]] Desktop &desktop() { return m_desktop; }

private:
    [[nodiscard]] std::expected<Service *, std::string> find(const std::string &name);
    void stopUnlessKept(Service &service) const;

    StepSurroundings m_surroundings;
    std::string m_socketPath;
    bool m_isOpen = false;
    Junctions m_junctions;
    Desktop m_desktop;
    Notebook m_notebook;
};

} // namespace ca::agent
