#pragma once

#include <algorithm>
#include <optional>

#include "eventloop.h"

namespace ca::agent {

/// Whether, and how soon, the job is to be given up.
class Cancellation
{
public:
    /// What runs is killed after `grace`. A second call can only bring that forward.
    void request(Clock::duration grace)
    {
        const auto at = Clock::now() + grace;
        m_killAt = m_killAt ? std::min(*m_killAt, at) : at;
    }
    [[nodiscard]] bool isRequested() const { return m_killAt.has_value(); }
    [[nodiscard]] std::optional<Clock::time_point> killAt() const { return m_killAt; }

private:
    std::optional<Clock::time_point> m_killAt;
};

} // namespace ca::agent
