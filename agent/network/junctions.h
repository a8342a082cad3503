#pragma once

#include <memory>
#include <vector>

#include "junction.h"
#include "pipestock.h"

namespace ca::agent {

/// Joined connections, each until either side has ended it.
class Junctions
{
public:
    explicit Junctions(EventLoop &loop);

    /// Both sockets are connected and never block.
    void add(Fd first, Fd second);
    [[nodiscard]] std::size_t size() const { return m_junctions.size(); }
    /// Ends them all.
    void clear();

private:
    void drop(const Junction &junction);

    EventLoop &m_loop;
    PipeStock m_pipes;
    std::vector<std::unique_ptr<Junction>> m_junctions;
    /// Has ended, and is what calls.
    std::unique_ptr<Junction> m_ended;
};

} // namespace ca::agent
