#pragma once

#include <QTimer>
#include <chrono>
#include <functional>

namespace ca {

/// A timeout that moves with every event and seldom comes: the timer below is set anew only when the deadline comes
/// nearer, or when it went off too early. So a deadline that is put off a thousand times a second costs nothing.
class LazyTimer
{
public:
    using Clock = std::chrono::steady_clock;
    static constexpr Clock::time_point never = Clock::time_point::max();

    /// `deadline` says when it is time, or never; `expire` is called once that has passed.
    LazyTimer(std::function<Clock::time_point()> deadline, std::function<void()> expire);

    /// To be called when the deadline may have come nearer.
    void update();

private:
    void check();
    void start(Clock::time_point end, Clock::time_point now);

    std::function<Clock::time_point()> m_deadline;
    std::function<void()> m_expire;
    QTimer m_timer;
    Clock::time_point m_end = never;
};

} // namespace ca
