#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace ca {

/// Looks at something again and again on a thread of its own, with pauses that the look itself decides. The destructor
/// stops and joins it.
class WatchThread
{
public:
    /// One look: the pause it would like before the next, or zero to end. It gives up early when asked to stop.
    using Look = std::function<std::chrono::milliseconds(const std::stop_token &)>;

    explicit WatchThread(Look look);

private:
    void run(const std::stop_token &stop);

    Look m_look;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread;
};

} // namespace ca
