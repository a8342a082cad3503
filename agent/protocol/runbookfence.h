#pragma once

#include <optional>
#include <string_view>

namespace ca::protocol {

/// The line that opens a fenced block, by CommonMark's rules.
struct RunbookFence
{
    char mark = '`';
    std::size_t length = 0;
    std::size_t indent = 0;
    /// What follows the marks, trimmed; points into the line.
    std::string_view info;

    /// Nothing when the line opens no block.
    static std::optional<RunbookFence> read(std::string_view line);
    [[nodiscard]] bool isClosedBy(std::string_view line) const;
    /// A line of the block's content without the indentation that the fence itself has.
    [[nodiscard]] std::string_view unindented(std::string_view line) const;
};

} // namespace ca::protocol
