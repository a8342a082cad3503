#include "runbookfence.h"

#include "text.h"

#include <algorithm>

namespace ca::protocol {

namespace {

constexpr std::size_t minLength = 3;
constexpr std::size_t maxIndent = 3;

std::size_t count(std::string_view text, char c)
{
    return std::min(text.find_first_not_of(c), text.size());
}

} // namespace

std::optional<RunbookFence> RunbookFence::read(std::string_view line)
{
    const auto indent = count(line, ' ');
    if (indent > maxIndent || indent == line.size())
        return std::nullopt;
    const char mark = line[indent];
    if (mark != '`' && mark != '~')
        return std::nullopt;
    const auto length = count(line.substr(indent), mark);
    const auto info = trimmed(line.substr(indent + length));
    // "```x``` is a word" is text with code in it, not a fence.
    if (length < minLength || (mark == '`' && info.contains('`')))
        return std::nullopt;
    return RunbookFence{.mark = mark, .length = length, .indent = indent, .info = info};
}

bool RunbookFence::isClosedBy(std::string_view line) const
{
    const auto closing = read(line);
    return closing && closing->mark == mark && closing->length >= length && closing->info.empty();
}

std::string_view RunbookFence::unindented(std::string_view line) const
{
    return line.substr(std::min(count(line, ' '), indent));
}

} // namespace ca::protocol
