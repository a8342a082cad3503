#include "wallclock.h"

namespace ca {

WallClock::WallClock()
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &WallClock::timeout);
}

void WallClock::start(std::chrono::milliseconds time)
{
    m_rest = time;
    if (!m_isPaused)
        m_timer.start(time);
}

void WallClock::stop()
{
    m_timer.stop();
    m_rest.reset();
}

void WallClock::pause()
{
    m_isPaused = true;
    if (!m_timer.isActive())
        return;
    m_rest = std::chrono::milliseconds(m_timer.remainingTime());
    m_timer.stop();
}

void WallClock::resume()
{
    if (std::exchange(m_isPaused, false) && m_rest)
        m_timer.start(*m_rest);
}

} // namespace ca
