#include "lazytimer.h"

namespace ca {

LazyTimer::LazyTimer(std::function<Clock::time_point()> deadline, std::function<void()> expire)
    : m_deadline(std::move(deadline))
    , m_expire(std::move(expire))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::CoarseTimer);
    m_timer.callOnTimeout(&m_timer, [this] { check(); });
}

void LazyTimer::update()
{
    const auto end = m_deadline();
    if (end < m_end)
        start(end, Clock::now());
}

void LazyTimer::check()
{
    m_end = never;
    const auto end = m_deadline();
    const auto now = Clock::now();
    if (end <= now)
        m_expire();
    else if (end != never)
        start(end, now);
}

void LazyTimer::start(Clock::time_point end, Clock::time_point now)
{
    m_end = end;
    m_timer.start(std::max(std::chrono::ceil<std::chrono::milliseconds>(end - now), std::chrono::milliseconds(0)));
}

} // namespace ca
