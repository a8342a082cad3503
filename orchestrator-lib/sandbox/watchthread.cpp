#include "watchthread.h"

namespace ca {

WatchThread::WatchThread(Look look)
    : m_look(std::move(look))
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

void WatchThread::run(const std::stop_token &stop)
{
    while (!stop.stop_requested()) {
        const auto pause = m_look(stop);
        if (pause == std::chrono::milliseconds::zero())
            return;
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, pause, [] { return false; });
    }
}

} // namespace ca
