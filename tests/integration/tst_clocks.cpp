#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "daemonprocess.h"

using namespace ca::test;
using namespace Qt::StringLiterals;

namespace {
/// Runs the daemon with a wall clock of the test's; the monotonic one stays true.
QStringList underFakeTime()
{
    return {u"sh"_s, u"-c"_s, u"LD_PRELOAD=$(ls /usr/lib/*/faketime/libfaketime.so.1) exec \"$@\""_s, u"sh"_s};
}

QProcessEnvironment fakeTime(const QHash<QString, QString> &variables)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"FAKETIME_DONT_FAKE_MONOTONIC"_s, u"1"_s);
    for (auto variable = variables.begin(); variable != variables.end(); ++variable)
        environment.insert(variable.key(), variable.value());
    return environment;
}
} // namespace

/// What time does to jobs: the old are deleted, and a clock that is set does no harm.
class TestClocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oldJobsAreDeleted_data();
    void oldJobsAreDeleted();
    void clockThatJumps_data();
    void clockThatJumps();
};

void TestClocks::oldJobsAreDeleted_data()
{
    QTest::addColumn<QString>("days");
    QTest::addColumn<bool>("isDeleted");
    QTest::newRow("older than the limit") << u"30"_s << true;
    QTest::newRow("younger") << u"50"_s << false;
    QTest::newRow("kept for ever") << u"0"_s << false;
}

void TestClocks::oldJobsAreDeleted()
{
    QFETCH(QString, days);
    QFETCH(bool, isDeleted);
    const QTemporaryDir dir;
    QString old;
    {
        DaemonProcess daemon(
            {.dataDir = dir.path(), .wrapper = underFakeTime(), .environment = fakeTime({{u"FAKETIME"_s, u"-40d"_s}})});
        QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
        HttpClient http = daemon.http();
        old = DaemonProcess::schedule(http, {{u"prompt"_s, u"$ echo old"_s}});
        QCOMPARE(DaemonProcess::awaitEnd(http, old)[u"status"].toString(), u"complete"_s);
        QVERIFY(daemon.stop());
    }
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"RETENTION_DAYS"_s, days);
    const DaemonProcess daemon({.dataDir = dir.path(), .environment = environment});
    HttpClient http = daemon.http();
    const QString fresh = DaemonProcess::schedule(http, {{u"prompt"_s, u"$ true"_s}});
    DaemonProcess::awaitEnd(http, fresh);
    if (isDeleted)
        QVERIFY(QTest::qWaitFor([&] { return http.get(u"/status/"_s + old).status == 404; }, 10'000));
    QCOMPARE(http.get(u"/status/"_s + old).status, isDeleted ? 404 : 200);
    QCOMPARE(QDir(dir.filePath(u"jobs/"_s + old)).exists(), !isDeleted);
    QCOMPARE(http.get(u"/status/"_s + fresh).status, 200);
}

void TestClocks::clockThatJumps_data()
{
    QTest::addColumn<QByteArray>("offset");
    QTest::newRow("forward") << QByteArray("+400d");
    QTest::newRow("back") << QByteArray("-400d");
}

void TestClocks::clockThatJumps()
{
    QFETCH(QByteArray, offset);
    const QTemporaryDir dir;
    // libfaketime reads the clock's offset from the file again and again.
    QFile clock(dir.filePath(u"clock"_s));
    QVERIFY(clock.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    clock.write("+0d\n");
    const auto environment =
        fakeTime({{u"FAKETIME_TIMESTAMP_FILE"_s, clock.fileName()}, {u"FAKETIME_NO_CACHE"_s, u"1"_s}});
    const QString data = dir.filePath(u"data"_s);
    DaemonProcess daemon({.dataDir = data,
                          .arguments = {u"--max-jobs"_s, u"1"_s},
                          .wrapper = underFakeTime(),
                          .environment = environment});
    QVERIFY2(daemon.isListening(), qPrintable(daemon.errorOutput()));
    HttpClient http = daemon.http();
    const QString running = DaemonProcess::schedule(http, {{u"prompt"_s, u"$ sleep 2; echo end"_s}});
    const QString first = DaemonProcess::schedule(http, {{u"prompt"_s, u"$ echo first"_s}});
    QVERIFY(DaemonProcess::awaitStatus(http, running, u"phase"_s, u"working"_s));
    clock.seek(0);
    clock.write(offset + '\n');
    const QString second = DaemonProcess::schedule(http, {{u"prompt"_s, u"$ echo second"_s}});
    // No limit of time is reached, the queue keeps its order, and nothing is deleted.
    for (const QString &id : {running, first, second})
        QCOMPARE(DaemonProcess::awaitEnd(http, id)[u"status"].toString(), u"complete"_s);
    const QJsonArray jobs = http.get(u"/jobs"_s).json()[u"jobs"].toArray();
    QCOMPARE(jobs.size(), 3);
    QCOMPARE(jobs[1][u"job_id"].toString(), first);
    QCOMPARE(jobs[2][u"job_id"].toString(), second);
    QVERIFY(qAbs(jobs[2][u"created"].toDouble() - jobs[0][u"created"].toDouble()) > 300.0 * 86'400);
    for (const QJsonValue &job : jobs)
        QVERIFY(job[u"completed"].toDouble() >= job[u"started"].toDouble());
}

QTEST_GUILESS_MAIN(TestClocks)
#include "tst_clocks.moc"
