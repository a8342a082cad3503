#include "runbooklines.h"

#include "text.h"

#include <algorithm>

namespace ca::protocol {

RunbookLines::RunbookLines(std::string_view text)
    : m_rest(text)
{
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    if (m_rest.starts_with(byteOrderMark))
        m_rest.remove_prefix(byteOrderMark.size());
}

bool RunbookLines::next(std::string_view &line)
{
    if (m_rest.empty())
        return false;
    const auto end = std::min(m_rest.find('\n'), m_rest.size());
    line = m_rest.substr(0, end);
    m_rest.remove_prefix(std::min(end + 1, m_rest.size()));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    m_number += 1;
    return true;
}

std::string_view RunbookLines::commandOf(std::string_view line)
{
    constexpr std::string_view mark = "$ ";
    return line.starts_with(mark) ? trimmed(line.substr(mark.size())) : std::string_view();
}

} // namespace ca::protocol
