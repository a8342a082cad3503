#pragma once

#include <functional>

#include "eventloop.h"
#include "fd.h"

namespace ca::agent {

/// The agent's signals, taken in the loop instead of in handlers. Blocks them for this process; a step gets them back.
class Signals final : public Pollable
{
public:
    /// `childEnded`: reap now. `signalled`: a signal that is meant for the job (SIGTERM, SIGINT, SIGHUP, SIGQUIT,
    /// SIGUSR1, SIGUSR2). What a process inside the sandbox sends to pid 1 is ignored, as the kernel does for an init.
    Signals(EventLoop &loop, std::function<void()> childEnded, std::function<void(int)> signalled);
    ~Signals() override;

    /// Whether this signal asks the agent to end the job.
    static bool asksToEnd(int signal);
    /// In a new child, before exec: every signal as a program expects to find it.
    static void restoreDefaults();

    [[nodiscard]] int fd() const override { return m_fd.get(); }
    [[nodiscard]] short interest() const override;
    void handleReady() override;

private:
    EventLoop &m_loop;
    std::function<void()> m_childEnded;
    std::function<void(int)> m_signalled;
    Fd m_fd;
};

} // namespace ca::agent
