#pragma once

#include <cstdint>
#include <functional>

#include "timer.h"

namespace ca::agent {

/// Keeps an eye on the disk while the orchestrator, whose watchdog keeps the job's limit otherwise, is away: what the
/// job takes cannot be added up as often as it matters, but what the file system loses can.
class SpaceGuard
{
public:
    /// `exceeded` is called once for each begin(), from the loop.
    SpaceGuard(EventLoop &loop, std::function<void()> exceeded);

    /// The file system of this folder, which stays open, may lose so many bytes; 0: any number. What keeps it from
    /// getting full holds in any case.
    void watch(int folder, std::uint64_t bytes);
    void begin();
    void end();

private:
    void look();
    [[nodiscard]] std::uint64_t freeBytes() const;

    std::function<void()> m_exceeded;
    Timer m_timer;
    int m_folder = -1;
    std::uint64_t m_mostLost = 0;
    /// Not less than this may be free.
    std::uint64_t m_least = 0;
};

} // namespace ca::agent
