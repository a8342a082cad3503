#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <sys/types.h>

#include "command.h"
#include "serviceoutput.h"
#include "stepprocess.h"

namespace ca::agent {

class ProcessTree;

/// One process of a service, with everything that it starts.
class ServiceProcess
{
public:
    struct Handlers
    {
        /// It has ended by itself; from ProcessTree::reap(). Not called after kill().
        std::function<void()> ended = {};
        /// It has printed something; from the loop.
        std::function<void()> printed = {};
    };

    ServiceProcess(EventLoop &loop, ProcessTree &tree, Handlers handlers);
    /// Kills it.
    ~ServiceProcess();
    ServiceProcess(const ServiceProcess &) = delete;
    ServiceProcess &operator=(const ServiceProcess &) = delete;

    /// Once. `surroundings` without its outputs. The error is a sentence without its end.
    std::expected<void, std::string> start(const Command &command, StepSurroundings surroundings);
    /// Asks it to end, and kills what is below it.
    void terminate();
    /// Kills it when it does not heed that: ended() follows.
    void forceEnd();
    /// At once, with all that is below it; nobody is told.
    void kill();

    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] pid_t pid() const;
    /// What it printed on stdout.
    [[nodiscard]] const std::string &said() const { return m_out.text(); }
    /// How it ended, and what it last said where that may tell why: the end of a sentence.
    [[nodiscard]] std::string ending() const;

private:
    /// Shared with the process tree, which may outlive this object.
    struct Life
    {
        pid_t pid = 0;
        int status = 0;
        std::function<void()> ended = {};
    };

    ProcessTree &m_tree;
    Handlers m_handlers;
    ServiceOutput m_out;
    ServiceOutput m_err;
    std::shared_ptr<Life> m_life;
};

} // namespace ca::agent
