#include "pipestock.h"

#include <array>
#include <fcntl.h>

namespace ca::agent {

Pipe PipeStock::take()
{
    constexpr int wantedBytes = 1024 * 1024;
    if (!m_pipes.empty()) {
        Pipe pipe = std::move(m_pipes.back());
        m_pipes.pop_back();
        return pipe;
    }
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return {};
    ::fcntl(ends[1], F_SETPIPE_SZ, wantedBytes); // where it is not allowed, it works with less
    return {.read = Fd(ends[0]), .write = Fd(ends[1])};
}

void PipeStock::giveBack(Pipe pipe)
{
    constexpr std::size_t mostIdle = 8;
    if (m_pipes.size() < mostIdle)
        m_pipes.push_back(std::move(pipe));
}

} // namespace ca::agent
