#pragma once

#include <functional>

#include "eventloop.h"
#include "fd.h"

namespace ca::agent {

/// Calls once, from the loop, when its time has come; whoever turns the loop.
class Timer final : public Pollable
{
public:
    Timer(EventLoop &loop, std::function<void()> due);
    ~Timer() override;

    /// Begins anew when it runs already.
    void start(Clock::duration time);
    void stop();
    [[nodiscard]] bool isActive() const { return m_isActive; }

    [[nodiscard]] int fd() const override { return m_fd.get(); }
    [[nodiscard]] short interest() const override;
    void handleReady() override;

private:
    EventLoop &m_loop;
    std::function<void()> m_due;
    Fd m_fd;
    bool m_isActive = false;
};

} // namespace ca::agent
