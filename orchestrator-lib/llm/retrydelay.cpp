#include "retrydelay.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>
#include <cmath>

namespace ca {

namespace {
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

constexpr double second = 1000;
constexpr double minute = 60 * second;
constexpr double hour = 60 * minute;

/// Nothing for what is negative, not a number, or longer than anybody waits.
std::optional<milliseconds> fromNumber(double time)
{
    constexpr double most = 10'000 * hour;
    if (!(time >= 0 && time <= most))
        return std::nullopt;
    return milliseconds(static_cast<qint64>(std::ceil(time)));
}

double unit(QStringView name)
{
    if (name == "h"_L1)
        return hour;
    if (name == "m"_L1)
        return minute;
    return name == "ms"_L1 ? 1 : second;
}
} // namespace

std::optional<milliseconds> delayFromRetryAfter(const QByteArray &value, const QDateTime &now)
{
    bool isNumber = false;
    const double seconds = value.trimmed().toDouble(&isNumber);
    if (isNumber)
        return fromNumber(seconds * second);
    // The three forms of an HTTP date (RFC 9110, section 5.6.7).
    const QString text = QString::fromLatin1(value.trimmed());
    for (const QString &form :
         {u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s, u"dddd, dd-MMM-yy HH:mm:ss 'GMT'"_s, u"ddd MMM d HH:mm:ss yyyy"_s}) {
        QDateTime date = QLocale::c().toDateTime(text.simplified(), form);
        if (!date.isValid())
            continue;
        date.setTimeZone(QTimeZone::UTC);
        if (date.date().year() < 1970)
            date = date.addYears(100);
        return fromNumber(static_cast<double>(std::max<qint64>(0, now.msecsTo(date))));
    }
    return std::nullopt;
}

std::optional<milliseconds> delayFromDuration(const QString &text)
{
    static const QRegularExpression whole(QRegularExpression::anchoredPattern(u"(?:\\d+(?:\\.\\d+)?(?:ms|h|m|s))+"_s));
    static const QRegularExpression part(u"(\\d+(?:\\.\\d+)?)(ms|h|m|s)"_s);
    constexpr qsizetype longest = 40;
    if (text.size() > longest || !whole.match(text).hasMatch())
        return std::nullopt;
    double time = 0;
    for (auto parts = part.globalMatch(text); parts.hasNext();) {
        const auto match = parts.next();
        time += match.captured(1).toDouble() * unit(match.capturedView(2));
    }
    return fromNumber(time);
}

std::optional<milliseconds> delayFromSentence(const QString &text)
{
    static const QRegularExpression asked(
        u"(?:try again|retry) (?:in|after) (\\d[\\d.]*) ?(seconds|second|secs|ms|[hms][\\dhms.]*)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto match = asked.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    QString name = match.captured(2).toLower();
    if (name.startsWith("sec"_L1))
        name = u"s"_s;
    while (name.endsWith(u'.')) // the sentence's
        name.chop(1);
    return delayFromDuration(match.captured(1) + name);
}

} // namespace ca
