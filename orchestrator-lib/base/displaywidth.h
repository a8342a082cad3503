#pragma once

#include <QString>

namespace ca {

/// The columns a terminal needs for the text: 2 for wide East Asian signs and emoji, 0 for combining marks.
int displayWidth(QStringView text);
int displayWidth(char32_t code);

/// The text, cut to so many columns; an ellipsis says that something is missing.
QString elided(const QString &text, int columns);

} // namespace ca
