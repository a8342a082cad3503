#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <source_location>
#include <string_view>

namespace ca::fuzz {

/// One input: the first byte says into what pieces the rest is cut.
class Input
{
public:
    Input(const std::uint8_t *data, std::size_t size)
        : m_bytes(reinterpret_cast<const char *>(data) + (size > 0 ? 1 : 0), size > 0 ? size - 1 : 0)
        , m_seed(size > 0 ? *data : 0U)
    {
    }

    [[nodiscard]] std::string_view all() const { return m_bytes; }

    /// Calls `use` with one piece after the other, of lengths that look random and do not change from run to run.
    template <typename Use>
    void inPieces(Use use) const
    {
        std::uint32_t state = m_seed;
        for (std::string_view rest = m_bytes; !rest.empty();) {
            state = state * 1103515245U + 12345U;
            const std::string_view piece = rest.substr(0, 1 + (state >> 16U) % (1 + m_seed % 23));
            use(piece);
            rest.remove_prefix(piece.size());
        }
    }

private:
    std::string_view m_bytes;
    std::uint32_t m_seed;
};

/// Something that must hold for every input.
inline void require(bool holds, std::source_location where = std::source_location::current())
{
    if (holds)
        return;
    std::fprintf(stderr, "%s:%u: a promise was broken\n", where.file_name(), static_cast<unsigned>(where.line()));
    std::abort();
}

} // namespace ca::fuzz
