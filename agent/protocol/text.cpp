#include "text.h"

namespace ca::protocol {

namespace {

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string cutToBytes(std::string_view text, std::size_t maxBytes)
{
    if (text.size() <= maxBytes)
        return std::string(text);
    // Invalid text may be continuation bytes all over; a character has three of them at most.
    std::size_t end = maxBytes;
    while (end > 0 && maxBytes - end < 3 && isContinuation(text[end]))
        --end;
    return std::string(text.substr(0, end));
}

std::string cutToLine(std::string_view text, std::size_t maxCharacters)
{
    std::string line;
    std::size_t characters = 0;
    std::size_t lastStart = 0;
    for (const char c : text) {
        if (!isContinuation(c)) {
            if (characters == maxCharacters)
                return line.substr(0, lastStart) + "…";
            lastStart = line.size();
            characters += 1;
        }
        const auto byte = static_cast<unsigned char>(c);
        line += byte < 0x20 || byte == 0x7F ? ' ' : c;
    }
    return line;
}

} // namespace ca::protocol
