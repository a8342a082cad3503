#include "pipepool.h"

#include <array>
#include <fcntl.h>

namespace ca {

SplicePipe PipePool::take()
{
    // Linux lets users have this much (fs.pipe-max-size); where not, the pipe stays at its 64 KiB.
    constexpr int wantedBytes = 1024 * 1024;
    if (!m_pipes.empty()) {
        SplicePipe pipe = std::move(m_pipes.back());
        m_pipes.pop_back();
        return pipe;
    }
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return {};
    ::fcntl(ends[1], F_SETPIPE_SZ, wantedBytes);
    return {.read = UniqueFd(ends[0]), .write = UniqueFd(ends[1])};
}

void PipePool::giveBack(SplicePipe pipe)
{
    constexpr std::size_t mostIdle = 8;
    if (m_pipes.size() < mostIdle)
        m_pipes.push_back(std::move(pipe));
}

} // namespace ca
