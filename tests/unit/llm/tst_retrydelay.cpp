#include <QTest>
#include <QTimeZone>

#include "retrydelay.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestRetryDelay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void retryAfterIsRead_data();
    void retryAfterIsRead();
    void durationsAreRead_data();
    void durationsAreRead();
    void sentencesAreRead_data();
    void sentencesAreRead();
};

namespace {
qint64 count(const std::optional<std::chrono::milliseconds> &delay)
{
    return delay ? delay->count() : -1;
}
} // namespace

void TestRetryDelay::retryAfterIsRead_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("milliseconds");
    const auto row = [](const QByteArray &value, qint64 delay) { QTest::newRow(value.constData()) << value << delay; };
    row("0", 0);
    row("120", 120'000);
    row(" 1.5 ", 1500);
    row("-1", -1);
    row("1e300", -1);
    row("nan", -1);
    row("soon", -1);
    row("Sat, 21 Nov 2026 10:00:30 GMT", 30'000);
    row("Saturday, 21-Nov-26 10:00:30 GMT", 30'000);
    row("Sat Nov 21 10:00:30 2026", 30'000);
    row("Sat, 21 Nov 2026 09:00:00 GMT", 0);
    row("Sat, 99 Nov 2026 09:00:00 GMT", -1);
}

void TestRetryDelay::retryAfterIsRead()
{
    QFETCH(QByteArray, value);
    const QDateTime now(QDate(2026, 11, 21), QTime(10, 0), QTimeZone::UTC);
    QTEST(count(delayFromRetryAfter(value, now)), "milliseconds");
}

void TestRetryDelay::durationsAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds");
    const auto row = [](const QString &text, qint64 delay) { QTest::newRow(qPrintable(text)) << text << delay; };
    row(u"36s"_s, 36'000);
    row(u"36.5s"_s, 36'500);
    row(u"0.0001s"_s, 1);
    row(u"250ms"_s, 250);
    row(u"1h2m3s"_s, 3'723'000);
    row(u"36"_s, -1);
    row(u"s"_s, -1);
    row(u"-1s"_s, -1);
    row(QString(u"9"_s).repeated(39) + u's', -1);
    row(u"5 s"_s, -1);
}

void TestRetryDelay::durationsAreRead()
{
    QFETCH(QString, text);
    QTEST(count(delayFromDuration(text)), "milliseconds");
}

void TestRetryDelay::sentencesAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds");
    const auto row = [](const QString &text, qint64 delay) { QTest::newRow(qPrintable(text)) << text << delay; };
    row(u"Limit 3, Requested 1. Please try again in 20s. Visit x"_s, 20'000);
    row(u"please retry in 45.578569677s."_s, 45'579);
    row(u"try again in 6m0s."_s, 360'000);
    row(u"try again in 120ms"_s, 120);
    row(u"try again in 30 seconds"_s, 30'000);
    row(u"try again later"_s, -1);
    row(u"try again in a minute"_s, -1);
    row({}, -1);
}

void TestRetryDelay::sentencesAreRead()
{
    QFETCH(QString, text);
    QTEST(count(delayFromSentence(text)), "milliseconds");
}

QTEST_GUILESS_MAIN(TestRetryDelay)
#include "tst_retrydelay.moc"
