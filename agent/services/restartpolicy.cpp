#include "restartpolicy.h"

namespace ca::agent {

std::optional<Clock::duration> RestartPolicy::noteCrash(Clock::time_point now)
{
    using namespace std::chrono_literals;
    constexpr auto firstPause = 250ms;
    while (!m_crashes.empty() && now - m_crashes.front() > 1min)
        m_crashes.pop_front();
    m_crashes.push_back(now);
    if (m_crashes.size() > maxCrashes)
        return std::nullopt;
    return firstPause * (1 << (m_crashes.size() - 1));
}

} // namespace ca::agent
