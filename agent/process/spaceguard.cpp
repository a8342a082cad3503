#include "spaceguard.h"

#include <algorithm>
#include <sys/statvfs.h>
#include <utility>

namespace ca::agent {

namespace {

using namespace std::chrono_literals;

/// A fast disk takes some hundred megabytes meanwhile.
constexpr auto interval = 100ms;
/// As the orchestrator's watchdog has it.
constexpr std::uint64_t mostReserve = 256ULL * 1024 * 1024;

} // namespace

SpaceGuard::SpaceGuard(EventLoop &loop, std::function<void()> exceeded)
    : m_exceeded(std::move(exceeded))
    , m_timer(loop, [this] { look(); })
{
}

void SpaceGuard::watch(int folder, std::uint64_t bytes)
{
    m_folder = folder;
    m_mostLost = bytes;
}

void SpaceGuard::begin()
{
    if (m_folder < 0 || m_timer.isActive())
        return;
    const auto free = freeBytes();
    m_least = std::min(mostReserve, free / 2);
    if (m_mostLost > 0 && free > m_mostLost)
        m_least = std::max(m_least, free - m_mostLost);
    m_timer.start(interval);
}

void SpaceGuard::end()
{
    m_timer.stop();
}

void SpaceGuard::look()
{
    if (freeBytes() < m_least)
        return m_exceeded();
    m_timer.start(interval);
}

std::uint64_t SpaceGuard::freeBytes() const
{
    struct statvfs facts = {};
    return ::fstatvfs(m_folder, &facts) == 0 ? static_cast<std::uint64_t>(facts.f_bavail) * facts.f_frsize : UINT64_MAX;
}

} // namespace ca::agent
