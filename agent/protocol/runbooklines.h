#pragma once

#include <string_view>

namespace ca::protocol {

/// Walks a text line by line; a line comes without its end, be it "\n" or "\r\n". A byte order mark is skipped. Keeps
/// only a view of the text.
class RunbookLines
{
public:
    explicit RunbookLines(std::string_view text);

    /// False at the end of the text.
    bool next(std::string_view &line);
    /// Of the last line, from 1.
    [[nodiscard]] int number() const { return m_number; }

    /// The command of a `$ ` line; empty when it is none.
    static std::string_view commandOf(std::string_view line);

private:
    std::string_view m_rest;
    int m_number = 0;
};

} // namespace ca::protocol
