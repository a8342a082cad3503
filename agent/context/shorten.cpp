#include "shorten.h"

#include <algorithm>

#include "text.h"

namespace ca::agent {

namespace {

/// What the line between head and tail takes, at most; nothing is cut to save less.
constexpr std::size_t markerBytes = 64;

unsigned char byteAt(std::string_view text, std::size_t i)
{
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

bool isContinuation(unsigned char byte)
{
    return (byte & 0xC0U) == 0x80U;
}

/// The length of the valid UTF-8 sequence of several bytes at `i` (table 3-7 of the Unicode standard); 0: there is
/// none.
std::size_t sequenceLength(std::string_view text, std::size_t i)
{
    const auto lead = byteAt(text, i);
    const auto second = byteAt(text, i + 1);
    const auto follow = [&](std::size_t offset) { return isContinuation(byteAt(text, i + offset)); };
    if (lead >= 0xC2 && lead <= 0xDF)
        return follow(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool isValid = (lead != 0xE0 || second >= 0xA0) && (lead != 0xED || second <= 0x9F);
        return isValid && follow(1) && follow(2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool isValid = (lead != 0xF0 || second >= 0x90) && (lead != 0xF4 || second <= 0x8F);
        return isValid && follow(1) && follow(2) && follow(3) ? 4 : 0;
    }
    return 0;
}

/// The index behind the terminal sequence that begins with the escape character at `i`.
std::size_t escapeEnd(std::string_view text, std::size_t i)
{
    constexpr std::size_t longest = 256;
    const auto limit = std::min(text.size(), i + longest);
    const auto kind = byteAt(text, i + 1);
    if (kind != '[' && kind != ']')
        return i + 1;
    for (auto end = i + 2; end < limit; ++end) {
        const auto byte = byteAt(text, end);
        if (kind == '[' ? byte >= 0x40 && byte <= 0x7E : byte == 0x07)
            return end + 1;
        if (kind == ']' && byte == 0x1B)
            return byteAt(text, end + 1) == '\\' ? end + 2 : end;
        if (byte == '\n')
            return end;
    }
    return i + 1;
}

std::size_t copyCharacter(std::string_view text, std::size_t i, std::string &out)
{
    const auto byte = byteAt(text, i);
    if (byte >= 0x80) {
        const auto length = sequenceLength(text, i);
        out += length == 0 ? std::string_view("?") : text.substr(i, length);
        return i + std::max<std::size_t>(length, 1);
    }
    if (byte == 0x1B)
        return escapeEnd(text, i);
    // A lone carriage return draws a line again, as progress bars do.
    if (byte == '\r')
        out += byteAt(text, i + 1) == '\n' ? "" : "\n";
    else if (byte >= 0x20 ? byte != 0x7F : byte == '\n' || byte == '\t')
        out += text[i];
    return i + 1;
}

} // namespace

std::string plainText(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();)
        i = copyCharacter(text, i, out);
    return out;
}

std::string headAndTail(std::string_view text, std::size_t headBytes, std::size_t tailBytes)
{
    if (text.size() <= headBytes + tailBytes + markerBytes)
        return std::string(text);
    const auto head = protocol::cutToBytes(text, headBytes);
    auto tailStart = text.size() - tailBytes;
    while (tailStart < text.size() && isContinuation(byteAt(text, tailStart)))
        ++tailStart;
    std::string cut = head;
    cut += "\n[... " + std::to_string(tailStart - head.size()) + " bytes left out ...]\n";
    cut += text.substr(tailStart);
    return cut;
}

} // namespace ca::agent
