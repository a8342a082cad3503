#include "timer.h"

#include <algorithm>
#include <cstdint>
#include <poll.h>
#include <sys/timerfd.h>
#include <unistd.h>
#include <utility>

namespace ca::agent {

Timer::Timer(EventLoop &loop, std::function<void()> due)
    : m_loop(loop)
    , m_due(std::move(due))
    , m_fd(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK))
{
    m_loop.add(*this);
}

Timer::~Timer()
{
    m_loop.remove(*this);
}

void Timer::start(Clock::duration time)
{
    using namespace std::chrono;
    const auto rest = std::max(duration_cast<nanoseconds>(time), nanoseconds(1)); // 0 would disarm it
    const auto whole = duration_cast<seconds>(rest);
    itimerspec setting{};
    setting.it_value = {.tv_sec = whole.count(), .tv_nsec = (rest - whole).count()};
    m_isActive = ::timerfd_settime(m_fd.get(), 0, &setting, nullptr) == 0;
}

void Timer::stop()
{
    const itimerspec never{};
    ::timerfd_settime(m_fd.get(), 0, &never, nullptr);
    m_isActive = false;
}

short Timer::interest() const
{
    return m_isActive ? short{POLLIN} : short{0};
}

void Timer::handleReady()
{
    std::uint64_t count = 0;
    if (::read(m_fd.get(), &count, sizeof count) != sizeof count || !std::exchange(m_isActive, false))
        return;
    m_due();
}

} // namespace ca::agent
