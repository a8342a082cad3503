#include "memorywatchdog.h"

#include <algorithm>

namespace ca {

using namespace std::chrono_literals;

namespace {
// As fast as processes on a few cores can make pages their own.
constexpr qint64 bytesPerMillisecond = qint64{4} << 20;
} // namespace

MemoryWatchdog::MemoryWatchdog(pid_t agent, qint64 limitBytes, std::function<void()> exceeded)
    : m_memory(agent)
    , m_limit(limitBytes)
    , m_exceeded(std::move(exceeded))
    , m_thread([this](const std::stop_token &) { return look(); })
{
}

std::chrono::milliseconds MemoryWatchdog::look()
{
    constexpr auto exactEvery = 1s;
    const auto now = std::chrono::steady_clock::now();
    auto used = m_memory.quickBytes();
    // The quick measure counts shared pages several times, so it only says that a closer look is due; and it misses
    // what the closer look sees, so that comes now and then in any case.
    if (used > m_limit || now >= m_nextExact) {
        used = m_memory.exactBytes();
        m_nextExact = now + exactEvery;
        // A process that forks during the look is counted too often: only what is seen twice counts.
        if (used > m_limit)
            used = std::min(used, m_memory.exactBytes());
    }
    if (used > m_limit) {
        m_exceeded();
        return 0ms;
    }
    // At most a tenth of one processor, however many processes there are to look at.
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - now);
    const auto pause = std::clamp(std::chrono::milliseconds((m_limit - used) / bytesPerMillisecond), 5ms, 100ms);
    return std::max(pause, took * 10);
}

} // namespace ca
