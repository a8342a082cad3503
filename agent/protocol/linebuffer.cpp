#include "linebuffer.h"

#include "messages.h"

namespace ca::protocol {

bool LineBuffer::append(std::string_view bytes)
{
    // What takeLine() has handed out goes only when it outweighs the rest, so each byte is moved a few times at most.
    if (m_start > m_bytes.size() / 2) {
        m_bytes.erase(0, m_start);
        m_scanned -= m_start;
        m_start = 0;
    }
    m_bytes.append(bytes);
    for (auto rest = bytes; !rest.empty();) {
        const auto newline = rest.find('\n');
        const auto length = newline == std::string_view::npos ? rest.size() : newline;
        m_openLineBytes += length;
        if (m_openLineBytes > maxLineBytes)
            return false;
        if (newline == std::string_view::npos)
            break;
        m_openLineBytes = 0;
        rest.remove_prefix(length + 1);
    }
    return true;
}

std::optional<std::string> LineBuffer::takeLine()
{
    const auto newline = m_bytes.find('\n', m_scanned);
    if (newline == std::string::npos) {
        m_scanned = m_bytes.size();
        return std::nullopt;
    }
    std::string line = m_bytes.substr(m_start, newline - m_start);
    m_start = m_scanned = newline + 1;
    return line;
}

} // namespace ca::protocol
