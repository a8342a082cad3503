#include "pause.h"

#include "cancellation.h"
#include "processtree.h"

namespace ca::agent {

Pause::Pause(const ProcessTree &tree)
    : m_tree(tree)
{
}

void Pause::begin()
{
    if (isOn())
        return;
    m_since = Clock::now();
    m_tree.stopAll();
}

void Pause::end()
{
    if (!isOn())
        return;
    m_total += Clock::now() - *m_since;
    m_since.reset();
    m_tree.continueAll();
}

Clock::time_point Pause::now() const
{
    return m_since.value_or(Clock::now()) - m_total;
}

std::optional<Clock::time_point> Pause::onClock(std::optional<Clock::time_point> time) const
{
    if (isOn() || !time)
        return std::nullopt;
    return *time + m_total;
}

void Pause::waitForEnd(EventLoop &loop, const Cancellation &cancellation) const
{
    while (isOn() && !cancellation.isRequested())
        loop.turn();
}

} // namespace ca::agent
