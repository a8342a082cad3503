#pragma once

#include <QString>

namespace ca::dashboard {

/// "0:09", "1:12", "1:02:03".
QString formatDuration(qint64 milliseconds);

/// "just now", "5 min ago", "yesterday, 14:02", then the date. Both times are milliseconds since 1970.
QString formatAge(qint64 time, qint64 now);

/// The exact local time in the locale's long format.
QString formatExactTime(qint64 time);

} // namespace ca::dashboard
