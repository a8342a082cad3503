#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

#include "jobdeadlines.h"

using namespace ca;
using namespace std::chrono_literals;

/// By when a job must have got where, also one that an earlier orchestrator began.
class TestJobDeadlines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wallTimeCountsFromTheSandbox_data();
    void wallTimeCountsFromTheSandbox();
    void pausedJobHasItsRestLater();
    void earlierKillStays();
    void nothingComesAfterTheEnd();
};

namespace {
constexpr int soon = 500;
constexpr int deadline = 10'000;
constexpr qint64 minute = 60'000;

Job jobWith(int wallTimeSeconds, qint64 startedAgo, qint64 workedAgo)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    Job job;
    job.limits.wallTimeSeconds = wallTimeSeconds;
    job.started = now - startedAgo;
    job.workStarted = now - workedAgo;
    return job;
}
} // namespace

void TestJobDeadlines::wallTimeCountsFromTheSandbox_data()
{
    QTest::addColumn<qint64>("startedAgo");
    QTest::addColumn<qint64>("workedAgo");
    QTest::addColumn<qint64>("pausedMs");
    QTest::addColumn<bool>("isOver");
    QTest::newRow("just begun") << 0LL << 0LL << 0LL << false;
    QTest::newRow("used up") << 2 * minute << 2 * minute << 0LL << true;
    QTest::newRow("its image took long") << 60 * minute << 0LL << 0LL << false;
    QTest::newRow("it was paused") << 60 * minute << 60 * minute << 60 * minute << false;
    QTest::newRow("it was paused, and used up") << 60 * minute << 60 * minute << 50 * minute << true;
}

void TestJobDeadlines::wallTimeCountsFromTheSandbox()
{
    QFETCH(qint64, startedAgo);
    QFETCH(qint64, workedAgo);
    QFETCH(qint64, pausedMs);
    QFETCH(bool, isOver);
    JobDeadlines deadlines;
    QSignalSpy missed(&deadlines, &JobDeadlines::missed);
    Job job = jobWith(60, startedAgo, workedAgo);
    job.pausedMs = pausedMs;
    deadlines.begin(job);
    deadlines.agentReported();
    QCOMPARE(QTest::qWaitFor([&] { return !missed.isEmpty(); }, isOver ? deadline : soon), isOver);
    QVERIFY(!isOver || missed[0][0].value<Error>().detail == QStringLiteral("wall_time"));
}

void TestJobDeadlines::pausedJobHasItsRestLater()
{
    JobDeadlines deadlines;
    QSignalSpy missed(&deadlines, &JobDeadlines::missed);
    Job job = jobWith(60, 2 * minute, 2 * minute);
    job.pausedSince = job.workStarted + minute; // exactly then nothing was left
    deadlines.begin(job);
    deadlines.agentReported();
    QVERIFY(!QTest::qWaitFor([&] { return !missed.isEmpty(); }, soon));
    deadlines.wallClock().resume();
    QVERIFY(QTest::qWaitFor([&] { return !missed.isEmpty(); }, deadline));
}

void TestJobDeadlines::earlierKillStays()
{
    JobDeadlines deadlines;
    QSignalSpy due(&deadlines, &JobDeadlines::killDue);
    deadlines.killWithin(0ms);
    deadlines.killWithin(1h);
    QVERIFY(QTest::qWaitFor([&] { return due.size() == 1; }, deadline));
    deadlines.killWithin(1h);
    deadlines.killWithin(0ms);
    QVERIFY(QTest::qWaitFor([&] { return due.size() == 2; }, deadline));
}

void TestJobDeadlines::nothingComesAfterTheEnd()
{
    JobDeadlines deadlines;
    QSignalSpy missed(&deadlines, &JobDeadlines::missed);
    QSignalSpy due(&deadlines, &JobDeadlines::killDue);
    deadlines.begin(jobWith(60, 2 * minute, 2 * minute));
    deadlines.killWithin(0ms);
    deadlines.end();
    deadlines.wallClock().pause();
    deadlines.wallClock().resume();
    QVERIFY(!QTest::qWaitFor([&] { return !missed.isEmpty() || !due.isEmpty(); }, soon));
}

QTEST_GUILESS_MAIN(TestJobDeadlines)
#include "tst_jobdeadlines.moc"
