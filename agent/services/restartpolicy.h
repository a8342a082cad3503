#pragma once

#include <deque>
#include <optional>

#include "eventloop.h"

namespace ca::agent {

/// When a service that crashes is started again: soon at first, later after longer pauses, and not any more when it
/// has crashed too often within a minute.
class RestartPolicy
{
public:
    /// As many crashes within a minute as are put up with.
    static constexpr std::size_t maxCrashes = 5;

    /// A crash; the pause before the next start. Nothing: it is given up.
    std::optional<Clock::duration> noteCrash(Clock::time_point now);
    void reset() { m_crashes.clear(); }

private:
    std::deque<Clock::time_point> m_crashes;
};

} // namespace ca::agent
