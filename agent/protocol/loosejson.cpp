#include "loosejson.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ca::protocol {

namespace {

constexpr int maxDepth = 64;

/// The index behind the string that begins at `start`.
std::size_t stringEnd(std::string_view text, std::size_t start)
{
    for (std::size_t i = start + 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i + 1;
    }
    return text.size();
}

/// The index behind the comment that begins at `start`; `start` itself where none does.
std::size_t commentEnd(std::string_view text, std::size_t start)
{
    const auto rest = text.substr(start);
    if (!rest.starts_with("//") && !rest.starts_with("/*"))
        return start;
    const bool isLine = rest[1] == '/';
    const auto end = text.find(isLine ? "\n" : "*/", start + 2);
    if (end == std::string_view::npos)
        return text.size();
    return isLine ? end : end + 2;
}

/// Copies the escape at `i`, in a string, and returns the index behind it.
std::size_t copyEscape(std::string_view text, std::size_t i, std::string &out)
{
    constexpr std::string_view known = "\"\\/bfnrtu";
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    if (next != '\0' && known.contains(next)) {
        out += {'\\', next};
        return i + 2;
    }
    if (next == '\'')
        return i + 1;
    out += "\\\\";
    return i + 1;
}

void copyPlain(char c, std::string &out)
{
    if (c == '\n')
        out += "\\n";
    else if (c == '\r')
        out += "\\r";
    else if (c == '\t')
        out += "\\t";
    else
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
}

/// Copies the string that begins at `start` and returns the index behind it.
std::size_t copyString(std::string_view text, std::size_t start, std::string &out)
{
    out += '"';
    for (std::size_t i = start + 1; i < text.size();) {
        if (text[i] == '\\') {
            i = copyEscape(text, i, out);
        } else if (text[i] == '"') {
            out += '"';
            return i + 1;
        } else {
            copyPlain(text[i], out);
            ++i;
        }
    }
    return text.size();
}

/// Copies Python's word for a value at `i`, if there is one, and returns the index behind it.
std::size_t copyWord(std::string_view text, std::size_t i, std::string &out)
{
    using Pair = std::pair<std::string_view, std::string_view>;
    constexpr std::array words{Pair("True", "true"), Pair("False", "false"), Pair("None", "null")};
    const auto word =
        std::ranges::find_if(words, [&](const Pair &pair) { return text.substr(i).starts_with(pair.first); });
    if (word == words.end())
        return i;
    out += word->second;
    return i + word->first.size();
}

void dropTrailingComma(std::string &out)
{
    const auto last = out.find_last_not_of(" \t\r\n");
    if (last != std::string::npos && out[last] == ',')
        out.erase(last);
}

} // namespace

std::optional<std::size_t> balancedEnd(std::string_view text, std::size_t start)
{
    int depth = 0;
    for (std::size_t i = start; i < text.size();) {
        const char c = text[i];
        if (c == '"') {
            i = stringEnd(text, i);
            continue;
        }
        if (const auto end = c == '/' ? commentEnd(text, i) : i; end != i) {
            i = end;
            continue;
        }
        ++i;
        if ((c == '{' || c == '[') && ++depth > maxDepth)
            return std::nullopt;
        if ((c == '}' || c == ']') && --depth == 0)
            return i;
    }
    return std::nullopt;
}

std::string mendedJson(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        std::size_t end = i;
        if (c == '"')
            end = copyString(text, i, out);
        else if (c == '/')
            end = commentEnd(text, i);
        else if (c == 'T' || c == 'F' || c == 'N')
            end = copyWord(text, i, out);
        if (end == i) {
            if (c == '}' || c == ']')
                dropTrailingComma(out);
            out += c;
            ++end;
        }
        i = end;
    }
    return out;
}

} // namespace ca::protocol
