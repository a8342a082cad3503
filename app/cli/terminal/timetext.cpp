#include "timetext.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;
constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
} // namespace

QString durationText(double seconds)
{
    const double positive = std::max(seconds, 0.0);
    if (positive < 9.95)
        return u"%1 s"_s.arg(positive, 0, 'f', 1);
    const auto whole = static_cast<qint64>(std::llround(positive));
    if (whole < minute)
        return u"%1 s"_s.arg(whole);
    if (whole < hour)
        return u"%1 min %2 s"_s.arg(whole / minute).arg(whole % minute);
    return u"%1 h %2 min"_s.arg(whole / hour).arg(whole % hour / minute);
}

QString agoText(double seconds)
{
    const auto whole = static_cast<qint64>(std::max(seconds, 0.0));
    if (whole < 2)
        return u"now"_s;
    if (whole < minute)
        return u"%1 s ago"_s.arg(whole);
    if (whole < hour)
        return u"%1 min ago"_s.arg(whole / minute);
    if (whole < 2 * day)
        return u"%1 h ago"_s.arg(whole / hour);
    return u"%1 d ago"_s.arg(whole / day);
}

QString sizeText(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace ca::cli
