#pragma once

#include <QString>

namespace ca::cli {

/// The columns a terminal needs for the text: 2 for wide East Asian signs and emoji, 0 for combining marks.
int displayWidth(QStringView text);

/// The text, cut to so many columns; an ellipsis says that something is missing.
QString elided(const QString &text, int columns);

} // namespace ca::cli
