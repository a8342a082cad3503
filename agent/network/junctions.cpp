#include "junctions.h"

#include <algorithm>
#include <utility>

namespace ca::agent {

Junctions::Junctions(EventLoop &loop)
    : m_loop(loop)
{
}

void Junctions::add(Fd first, Fd second)
{
    m_junctions.push_back(std::make_unique<Junction>(m_loop, m_pipes, std::move(first), std::move(second),
                                                     [this](const Junction &junction) { drop(junction); }));
}

void Junctions::clear()
{
    m_junctions.clear();
}

void Junctions::drop(const Junction &junction)
{
    const auto found = std::ranges::find(m_junctions, &junction, &std::unique_ptr<Junction>::get);
    m_ended = std::move(*found);
    m_junctions.erase(found);
}

} // namespace ca::agent
