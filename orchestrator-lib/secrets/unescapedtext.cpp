#include "unescapedtext.h"

#include <algorithm>

namespace ca {

namespace {
/// An escape, and what it stands for.
struct Escape
{
    char character;
    qsizetype length;
};

std::optional<char> printable(QByteArrayView hex)
{
    bool isNumber = false;
    const uint code = hex.toUInt(&isNumber, 16);
    if (!isNumber || code <= 0x20 || code >= 0x7f)
        return std::nullopt;
    return static_cast<char>(code);
}

std::optional<Escape> percentEscape(QByteArrayView text, qsizetype at)
{
    qsizetype digits = at + 1;
    while (text.sliced(digits).startsWith("25")) // an escaped percent sign
        digits += 2;
    if (digits + 2 > text.size())
        return std::nullopt;
    const auto character = printable(text.sliced(digits, 2));
    if (!character)
        return std::nullopt;
    return Escape{.character = *character, .length = digits + 2 - at};
}

std::optional<Escape> backslashEscape(QByteArrayView text, qsizetype at)
{
    constexpr qsizetype hexDigits = 4;
    constexpr qsizetype mostBackslashes = 16; // JSON in JSON four times over; a longer row must not cost its square
    const qsizetype end = std::min(text.size(), at + mostBackslashes + 1);
    qsizetype letter = at;
    while (letter < end && text[letter] == '\\')
        ++letter;
    if (letter == end)
        return std::nullopt;
    if (text[letter] == '/')
        return Escape{.character = '/', .length = letter + 1 - at};
    if (text[letter] != 'u' || letter + 1 + hexDigits > text.size())
        return std::nullopt;
    const auto character = printable(text.sliced(letter + 1, hexDigits));
    if (!character)
        return std::nullopt;
    return Escape{.character = *character, .length = letter + 1 + hexDigits - at};
}

std::optional<Escape> escapeAt(QByteArrayView text, qsizetype at)
{
    if (text[at] == '%')
        return percentEscape(text, at);
    return text[at] == '\\' ? backslashEscape(text, at) : std::nullopt;
}

qsizetype firstEscape(QByteArrayView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if ((text[i] == '%' || text[i] == '\\') && escapeAt(text, i))
            return i;
    }
    return -1;
}
} // namespace

std::optional<UnescapedText> UnescapedText::of(QByteArrayView text)
{
    if (firstEscape(text) < 0)
        return std::nullopt;
    UnescapedText result;
    result.m_text.reserve(text.size());
    result.m_origins.reserve(static_cast<std::size_t>(text.size()) + 1);
    for (qsizetype i = 0; i < text.size();) {
        const auto escape = escapeAt(text, i);
        result.m_text.append(escape ? escape->character : text[i]);
        result.m_origins.push_back(i);
        i += escape ? escape->length : 1;
    }
    result.m_origins.push_back(text.size());
    return result;
}

TextRange UnescapedText::origin(const TextRange &range) const
{
    return {.begin = m_origins.at(static_cast<std::size_t>(range.begin)),
            .end = m_origins.at(static_cast<std::size_t>(range.end))};
}

} // namespace ca
