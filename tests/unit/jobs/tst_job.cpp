#include <QTest>

#include "job.h"
#include "jobrecord.h"

using namespace ca;
using namespace Qt::StringLiterals;

class TestJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void title_data();
    void title();
    void statusNamesRoundTrip();
    void recordKeepsEverything();
    void stepRecordKeepsEverything();
    void recordOfAnOlderVersionKeepsDefaults();
};

void TestJob::title_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QString>("expected");
    QTest::newRow("one line") << u"Build me a todo app"_s << u"Build me a todo app"_s;
    QTest::newRow("first line with text") << u"\n\n  Weekly   report \nmore"_s << u"Weekly report"_s;
    QTest::newRow("heading") << u"## Clean up\n"_s << u"Clean up"_s;
    QTest::newRow("shell line") << u"$ make test"_s << u"make test"_s;
    QTest::newRow("block first") << u"```sh\necho hi\n```"_s << u"echo hi"_s;
    QTest::newRow("nothing") << u"\n \n"_s << QString();
    QTest::newRow("long") << QString(200, u'x') << QString(QString(119, u'x') + QChar(0x2026));
}

void TestJob::title()
{
    QFETCH(QString, prompt);
    QTEST(titleOf(prompt), "expected");
}

void TestJob::statusNamesRoundTrip()
{
    // The names are part of the API and may not change.
    QCOMPARE(statusName(JobStatus::Scheduled), u"scheduled"_s);
    QCOMPARE(statusName(JobStatus::Running), u"running"_s);
    QCOMPARE(statusName(JobStatus::Complete), u"complete"_s);
    QCOMPARE(statusName(JobStatus::Error), u"error"_s);
    QCOMPARE(statusName(JobStatus::Cancelled), u"cancelled"_s);
    QCOMPARE(statusFromName(u"cancelled"), JobStatus::Cancelled);
    QCOMPARE(statusFromName(u"done"), std::nullopt);
}

void TestJob::recordKeepsEverything()
{
    Job job;
    job.id = QUuid::createUuid();
    job.title = u"\"quoted\" ünïcode\n"_s;
    job.status = JobStatus::Error;
    job.priority = -3;
    job.created = 1'700'000'000'123;
    job.started = job.created + 1;
    job.completed = job.created + 2;
    job.provider = u"runbook"_s;
    job.engine = u"bubblewrap"_s;
    job.engineReason = u"the default"_s;
    job.containerId = u"ca-1"_s;
    job.limits.cpus = 0.5;
    job.limits.wallTimeSeconds = 7;
    job.enforcement = {{.limit = u"pids"_s, .by = u"cgroup v1"_s}};
    job.exclude = {u"target"_s};
    job.stepsPlanned = 4;
    job.stepsDone = 2;
    job.outBytes = 5'000'000'000;
    job.errBytes = 6;
    job.cancelRequested = true;
    job.exitCode = 0;
    job.error = u"no"_s;
    job.errorCode = u"io"_s;
    job.summary = u"yes"_s;
    job.resultBytes = 9'000'000'000;
    job.resultFiles = 70'000;
    job.verdict = JobStatus::Cancelled;
    QCOMPARE(jobFromRecord(jobToRecord(job)), job);
}

void TestJob::stepRecordKeepsEverything()
{
    const Step step{.number = 2,
                    .type = u"python_code"_s,
                    .description = u"d"_s,
                    .code = u"print(1)\n"_s,
                    .filename = u"a.py"_s,
                    .status = StepStatus::Failed,
                    .exitCode = 137,
                    .timedOut = true,
                    .error = u"e"_s,
                    .started = 1,
                    .ended = 2,
                    .outBegin = 3,
                    .outEnd = 4'000'000'000,
                    .errBegin = 5,
                    .errEnd = 6};
    QCOMPARE(stepFromRecord(stepToRecord(step)), step);
}

void TestJob::recordOfAnOlderVersionKeepsDefaults()
{
    const Job job = jobFromRecord(R"({"status":"complete","unknown":1})");
    QCOMPARE(job.status, JobStatus::Complete);
    QCOMPARE(job.limits, Limits());
    QCOMPARE(job.exitCode, std::nullopt);
}

QTEST_GUILESS_MAIN(TestJob)
#include "tst_job.moc"
