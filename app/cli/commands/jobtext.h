#pragma once

#include <QJsonObject>

#include "textstyle.h"

namespace ca::cli {

/// Green for complete, red for error …
Style statusStyle(const QString &status);
/// How long the job has run; empty before its start.
QString runTime(const QJsonObject &job, double now);
/// Seconds since 1970.
double secondsNow();

} // namespace ca::cli
