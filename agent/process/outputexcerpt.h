#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ca::agent {

/// The beginning and the end of a stream that may be endless, in bounded memory.
class OutputExcerpt
{
public:
    void append(std::string_view bytes);
    /// All that came, with a line that says how much is left out where it was too much.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::uint64_t totalBytes() const { return m_total; }

private:
    std::string m_head;
    std::string m_tail;
    std::uint64_t m_total = 0;
};

} // namespace ca::agent
