#pragma once

#include <QString>

namespace ca::cli {

/// "0.2 s", "12 s", "3 min 4 s", "2 h 5 min".
QString durationText(double seconds);
/// "now", "12 s ago", "3 min ago", "2 h ago", "5 d ago".
QString agoText(double seconds);
/// "12 bytes", "3.4 MB".
QString sizeText(qint64 bytes);

} // namespace ca::cli
