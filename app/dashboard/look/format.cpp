#include "format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>

namespace ca::dashboard {

namespace {

struct Format
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

} // namespace

QString formatDuration(qint64 milliseconds)
{
    const qint64 seconds = std::max<qint64>(milliseconds, 0) / 1000;
    const auto twoDigits = [](qint64 value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    const QString tail = QLatin1Char(':') + twoDigits(seconds % 60);
    const qint64 minutes = seconds / 60;
    if (minutes < 60)
        return QString::number(minutes) + tail;
    return QString::number(minutes / 60) + QLatin1Char(':') + twoDigits(minutes % 60) + tail;
}

QString formatAge(qint64 time, qint64 now)
{
    const qint64 minutes = (now - time) / 60'000;
    if (minutes < 1)
        return Format::tr("just now");
    if (minutes < 60)
        return Format::tr("%n min ago", nullptr, static_cast<int>(minutes));
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(time);
    const qint64 days = then.date().daysTo(QDateTime::fromMSecsSinceEpoch(now).date());
    const QString clock = QLocale().toString(then.time(), QLocale::ShortFormat);
    if (days <= 0)
        return Format::tr("today, %1").arg(clock);
    if (days == 1)
        return Format::tr("yesterday, %1").arg(clock);
    return QLocale().toString(then.date(), QLocale::ShortFormat);
}

QString formatExactTime(qint64 time)
{
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(time);
    return Format::tr("%1, %2").arg(QLocale().toString(then.date(), QLocale::LongFormat),
                                    then.time().toString(QStringLiteral("HH:mm:ss")));
}

} // namespace ca::dashboard
