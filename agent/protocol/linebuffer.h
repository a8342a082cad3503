#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ca::protocol {

/// Cuts a byte stream into lines, with a limit on a line's length. Not thread-safe; no I/O of its own.
class LineBuffer
{
public:
    /// False when a line grew past maxLineBytes: the stream is of no use any more.
    bool append(std::string_view bytes);
    /// The next whole line, without its newline.
    std::optional<std::string> takeLine();

private:
    std::string m_bytes;
    std::size_t m_scanned = 0;
    std::size_t m_start = 0;
    std::size_t m_openLineBytes = 0;
};

} // namespace ca::protocol
