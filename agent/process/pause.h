#pragma once

#include <optional>

#include "eventloop.h"

namespace ca::agent {

class Cancellation;
class ProcessTree;

/// Whether the job stands still because a person wants it to: every process but the agent is stopped, and so is the
/// clock that steps are measured by.
class Pause
{
public:
    explicit Pause(const ProcessTree &tree);

    /// Both may be called at any time, and again.
    void begin();
    void end();
    [[nodiscard]] bool isOn() const { return m_since.has_value(); }

    /// Time as the job sees it: it stands still during a pause.
    [[nodiscard]] Clock::time_point now() const;
    /// When that time will come on the ordinary clock; nothing during a pause, when it does not come nearer.
    [[nodiscard]] std::optional<Clock::time_point> onClock(std::optional<Clock::time_point> time) const;
    /// Turns the loop until the pause is over or the job is cancelled.
    void waitForEnd(EventLoop &loop, const Cancellation &cancellation) const;

private:
    const ProcessTree &m_tree;
    Clock::duration m_total{0};
    std::optional<Clock::time_point> m_since;
};

} // namespace ca::agent
