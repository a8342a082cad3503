#include "jobtext.h"

#include <QDateTime>

#include "timetext.h"

namespace ca::cli {

using namespace Qt::StringLiterals;

Style statusStyle(const QString &status)
{
    if (status == "complete"_L1)
        return Style::Green;
    if (status == "error"_L1)
        return Style::Red;
    if (status == "running"_L1)
        return Style::Cyan;
    return status == "cancelled"_L1 ? Style::Dim : Style::Yellow;
}

QString runTime(const QJsonObject &job, double now)
{
    const double started = job[u"started"].toDouble();
    if (started <= 0)
        return {};
    return durationText(job[u"completed"].toDouble(now) - started);
}

double secondsNow()
{
    return static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1000.0;
}

} // namespace ca::cli
