#include "outputexcerpt.h"

#include <algorithm>

namespace ca::agent {

namespace {

constexpr std::size_t shownHead = 4UL * 1024;
/// Errors stand at the end.
constexpr std::size_t shownTail = 12UL * 1024;

} // namespace

void OutputExcerpt::append(std::string_view bytes)
{
    m_total += bytes.size();
    const auto forHead = std::min(bytes.size(), shownHead - m_head.size());
    m_head += bytes.substr(0, forHead);
    bytes.remove_prefix(forHead);
    if (bytes.size() >= shownTail)
        m_tail.clear();
    m_tail += bytes.substr(bytes.size() - std::min(bytes.size(), shownTail));
    // Only now and then, so that small pieces do not move it each time.
    if (m_tail.size() > 2 * shownTail)
        m_tail.erase(0, m_tail.size() - shownTail);
}

std::string OutputExcerpt::text() const
{
    const auto tail = std::string_view(m_tail).substr(m_tail.size() - std::min(m_tail.size(), shownTail));
    const auto leftOut = m_total - m_head.size() - tail.size();
    if (leftOut == 0)
        return m_head + std::string(tail);
    return m_head + "\n[... " + std::to_string(leftOut) + " bytes left out ...]\n" + std::string(tail);
}

} // namespace ca::agent
