#pragma once

#include <QEventLoop>
#include <QTimer>
#include <chrono>

namespace ca::bench {

/// Lets the event loop run for so long.
inline void wait(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace ca::bench
