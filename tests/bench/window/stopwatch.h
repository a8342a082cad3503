#pragma once

#include <QElapsedTimer>
#include <QList>
#include <ctime>

namespace ca::bench {

/// Milliseconds by the clock on the wall, and of the calling thread's own work, which other programs do not touch.
struct Duration
{
    double wall = 0;
    double work = 0;
};

/// Started when it is made.
class Stopwatch
{
public:
    Stopwatch() { start(); }

    void start()
    {
        m_wall.start();
        m_work = workTime();
    }
    [[nodiscard]] Duration elapsed() const
    {
        return {.wall = static_cast<double>(m_wall.nsecsElapsed()) / 1e6, .work = (workTime() - m_work) * 1e3};
    }

private:
    static double workTime()
    {
        timespec time = {};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
    }

    QElapsedTimer m_wall;
    double m_work = 0;
};

} // namespace ca::bench
