#pragma once

#include <QString>

namespace ca::cli {

enum class Style : std::uint8_t { Plain, Bold, Dim, Red, Green, Yellow, Cyan };

/// The text between the terminal's codes for this look.
inline QString styled(const QString &text, Style style)
{
    static constexpr const char *codes[] = {"", "1", "2", "31", "32", "33", "36"};
    if (style == Style::Plain)
        return text;
    return QStringLiteral("\x1b[%1m%2\x1b[0m").arg(QLatin1StringView(codes[static_cast<int>(style)]), text);
}

} // namespace ca::cli
