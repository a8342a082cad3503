#pragma once

#include <chrono>
#include <optional>
#include <vector>

namespace ca::agent {

using Clock = std::chrono::steady_clock;

/// A file descriptor that the loop watches.
class Pollable
{
public:
    Pollable() = default;
    Pollable(const Pollable &) = delete;
    Pollable &operator=(const Pollable &) = delete;
    virtual ~Pollable() = default;

    /// May be -1: nothing to watch.
    [[nodiscard]] virtual int fd() const = 0;
    /// POLLIN, POLLOUT; 0 while nothing of it is of interest, not even that the other side went away.
    [[nodiscard]] virtual short interest() const = 0;
    /// It is ready (or broken). Never waits and never turns the loop.
    virtual void handleReady() = 0;
};

/// The agent's only place to wait. One thread; whoever waits for something turns the loop until it is so.
class EventLoop
{
public:
    /// The pollable stays its owner's and is removed before it goes.
    void add(Pollable &pollable);
    void remove(Pollable &pollable);

    /// Waits until something is ready or the deadline is over, and lets it be handled.
    void turn(std::optional<Clock::time_point> deadline = std::nullopt);

private:
    std::vector<Pollable *> m_pollables;
};

} // namespace ca::agent
