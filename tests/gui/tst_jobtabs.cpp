#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <unistd.h>

#include "displaytext.h"
#include "eventmodel.h"
#include "filemodel.h"
#include "hostmodel.h"
#include "jobfacts.h"
#include "samplejobs.h"
#include "stepmodel.h"
#include "usageseries.h"
#include "workspacesource.h"

using namespace ca;
using namespace ca::dashboard;

namespace {

constexpr int patience = 60'000;

Step sampleStep(int number, StepStatus status, qint64 duration)
{
    Step step;
    step.number = number;
    step.type = QStringLiteral("shell_command");
    step.description = QStringLiteral("Step %1").arg(number);
    step.status = status;
    step.started = 1'000'000 + number * 10'000;
    if (status != StepStatus::Running)
        step.ended = step.started + duration;
    return step;
}

JobEvent sampleEvent(qint64 number)
{
    return {.number = number, .time = 1000 * number, .kind = QStringLiteral("note"), .text = QString::number(number)};
}

} // namespace

/// What the tabs of a job's page are made from.
class TestJobTabs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsComeAndChange();
    void eventsComeAndGo();
    void hostsComeAndChange();
    void foldersAreListedWhenOpened();
    void refreshKeepsWhatStayed();
    void manyFilesDoNotFreeze();
    void textIsMadeHarmless_data();
    void textIsMadeHarmless();
    void outputIsShownAsItWasLast_data();
    void outputIsShownAsItWasLast();
    void usageBecomesSeries();
    void adviceFitsTheError();

private:
    static void touch(const QString &path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
};

void TestJobTabs::stepsComeAndChange()
{
    StepModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setSteps({sampleStep(1, StepStatus::Succeeded, 2000)});
    model.setSteps({sampleStep(1, StepStatus::Succeeded, 2000), sampleStep(2, StepStatus::Running, 0)});
    Step failed = sampleStep(2, StepStatus::Failed, 4000);
    failed.exitCode = 7;
    model.setSteps({sampleStep(1, StepStatus::Succeeded, 2000), failed});
    QVERIFY(resets.isEmpty());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, StepModel::StateColumn).data().toString(), QStringLiteral("Exit code 7"));
    QCOMPARE(model.index(1, StepModel::DurationColumn).data().toString(), QStringLiteral("0:04"));
    QCOMPARE(model.index(0, 0).data(StepModel::ShareRole).toDouble(), 0.5);
    model.setSteps({sampleStep(5, StepStatus::Running, 0)});
    QCOMPARE(resets.size(), 1);
    QVERIFY(model.step(5) != nullptr && model.step(1) == nullptr);
}

void TestJobTabs::eventsComeAndGo()
{
    EventModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setEvents({sampleEvent(1), sampleEvent(2)});
    QCOMPARE(resets.size(), 1);
    model.setEvents({sampleEvent(2), sampleEvent(3), sampleEvent(4)}); // the first has been dropped
    QCOMPARE(resets.size(), 1);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, EventModel::TextColumn).data().toString(), QStringLiteral("4"));
    QCOMPARE(model.index(2, EventModel::TextColumn).data().toString(), QStringLiteral("2"));
    model.setEvents({});
    QCOMPARE(model.rowCount(), 0);
}

void TestJobTabs::hostsComeAndChange()
{
    HostModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    HostUse first{.host = QStringLiteral("a.example"), .port = 443, .refused = 1, .last = 1000};
    model.setHosts({first});
    QCOMPARE(model.index(0, 0).data(HostModel::PatternRole).toString(), QStringLiteral("a.example"));
    first.refused = 2;
    const HostUse second{.host = QStringLiteral("::1"), .port = 8080, .allowed = 1, .last = 1000};
    model.setHosts({first, second});
    QCOMPARE(model.index(0, HostModel::RefusedColumn).data().toString(), QStringLiteral("2"));
    QCOMPARE(model.index(1, 0).data(HostModel::PatternRole).toString(), QStringLiteral("[::1]:8080"));
    model.setHosts({});
    QCOMPARE(model.rowCount(), 0);
}

void TestJobTabs::foldersAreListedWhenOpened()
{
    const QTemporaryDir dir;
    QVERIFY(QDir(dir.path()).mkpath(QStringLiteral("b/inner")));
    touch(dir.filePath(QStringLiteral("A.txt")));
    QVERIFY(QFile::link(QStringLiteral("/etc"), dir.filePath(QStringLiteral("etc"))));
    FileModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy listed(&model, &FileModel::listed);
    model.setSource(std::make_shared<WorkspaceSource>(dir.path()));
    QVERIFY(listed.wait(patience));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("b")); // folders first
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("A.txt"));
    const QModelIndex link = model.index(2, 0);
    QCOMPARE(link.data().toString(), QStringLiteral("etc → /etc"));
    QVERIFY(!model.hasChildren(link));
    const QModelIndex folder = model.index(0, 0);
    QVERIFY(model.hasChildren(folder));
    model.fetchMore(folder);
    QVERIFY(QTest::qWaitFor([&] { return model.find("b/inner").isValid(); }, patience));
    QCOMPARE(model.find("b/inner").data(FileModel::PathRole).toByteArray(), "b/inner");
    model.setSource(std::make_shared<WorkspaceSource>(dir.filePath(QStringLiteral("missing"))));
    QVERIFY(QTest::qWaitFor([&] { return !model.error().isEmpty(); }, patience));
    QCOMPARE(model.rowCount(), 0);
}

void TestJobTabs::refreshKeepsWhatStayed()
{
    const QTemporaryDir dir;
    for (const char *name : {"a", "c", "e"})
        touch(dir.filePath(QString::fromLatin1(name)));
    FileModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy listed(&model, &FileModel::listed);
    model.setSource(std::make_shared<WorkspaceSource>(dir.path()));
    QVERIFY(listed.wait(patience));
    const QPersistentModelIndex kept = model.find("e");
    QVERIFY(QFile::remove(dir.filePath(QStringLiteral("c"))));
    QVERIFY(QDir(dir.path()).mkdir(QStringLiteral("z")));
    touch(dir.filePath(QStringLiteral("b")));
    touch(dir.filePath(QStringLiteral("f")));
    QFile grown(dir.filePath(QStringLiteral("a")));
    QVERIFY(grown.open(QIODevice::WriteOnly));
    grown.write("12345");
    grown.close();
    model.refresh();
    QVERIFY(listed.wait(patience));
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names += model.index(row, 0).data().toString();
    QCOMPARE(names, QStringLiteral("z a b e f").split(QLatin1Char(' ')));
    QVERIFY(kept.isValid());
    QCOMPARE(kept.row(), 3);
    QCOMPARE(model.find("a").data(FileModel::SizeRole).toInt(), 5);
}

void TestJobTabs::manyFilesDoNotFreeze()
{
    constexpr int count = 70'000;
    const QTemporaryDir dir;
    for (int i = 0; i < count; ++i)
        touch(dir.filePath(QString::number(i)));
    FileModel model;
    QSignalSpy listed(&model, &FileModel::listed);
    QElapsedTimer sinceTick;
    qint64 longest = 0;
    QTimer ticks;
    connect(&ticks, &QTimer::timeout, this, [&] { longest = std::max(longest, sinceTick.restart()); });
    sinceTick.start();
    ticks.start(5);
    model.setSource(std::make_shared<WorkspaceSource>(dir.path()));
    QVERIFY(listed.wait(patience));
    QTest::qWait(20);
    QCOMPARE(model.rowCount(), count);
    // Making the list takes a second and more; what the GUI thread does of it takes milliseconds.
    QVERIFY2(longest < 400, qPrintable(QString::number(longest)));
}

void TestJobTabs::textIsMadeHarmless_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << QByteArray("a\tb\nc\r\n") << QStringLiteral("a\tb\nc\n");
    QTest::newRow("escape") << QByteArray("\x1b[2J") << QStringLiteral("␛[2J");
    QTest::newRow("zero") << QByteArray("a\0b", 3) << QStringLiteral("a␀b");
    QTest::newRow("delete") << QByteArray("\x7f") << QStringLiteral("␡");
    QTest::newRow("right to left") << QByteArray("a\xe2\x80\xae") << QStringLiteral("a\uFFFD");
    QTest::newRow("no UTF-8") << QByteArray("\xff") << QStringLiteral("\uFFFD");
    QTest::newRow("a lone return") << QByteArray("a\rb") << QStringLiteral("a␍b");
}

void TestJobTabs::textIsMadeHarmless()
{
    QFETCH(const QByteArray, bytes);
    QTEST(displayText(QByteArrayView(bytes)), "expected");
}

void TestJobTabs::outputIsShownAsItWasLast_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("expected");
    QTest::newRow("colours") << QByteArray("\x1b[1;31mred\x1b[0m\n") << QStringLiteral("red\n");
    QTest::newRow("title") << QByteArray("\x1b]0;title\x07text") << QStringLiteral("text");
    QTest::newRow("progress") << QByteArray("0%\r50%\r100%\ndone\n") << QStringLiteral("100%\ndone\n");
    QTest::newRow("line ends of Windows") << QByteArray("a\r\nb\r\n") << QStringLiteral("a\nb\n");
    QTest::newRow("half an escape") << QByteArray("a\x1b[") << QStringLiteral("a␛[");
}

void TestJobTabs::outputIsShownAsItWasLast()
{
    QFETCH(const QByteArray, bytes);
    QTEST(displayOutput(QByteArrayView(bytes)), "expected");
}

void TestJobTabs::usageBecomesSeries()
{
    JobDetails details;
    details.job = sampleJob(QStringLiteral("A job"), JobStatus::Running);
    const qint64 start = details.job.started;
    const QList<ResourceUse> samples{{.time = start + 1000, .cpuTime = 100, .memory = 1 << 20},
                                     {.time = start + 2000, .cpuTime = 1600, .memory = 3 << 20}};
    QCOMPARE(cpuSeries(details.job, samples), (UsageSeries{{2, 150}}));
    QCOMPARE(memorySeries(details.job, samples), (UsageSeries{{1, 1}, {2, 3}}));
    QVERIFY(tokenSeries(details, start).isEmpty());
    details.job.usage = {
        {.provider = QStringLiteral("gemini"), .model = {}, .calls = 2, .promptTokens = 80, .answerTokens = 40}};
    Step step = sampleStep(1, StepStatus::Succeeded, 1000);
    step.started = start + 3000;
    step.ended = start + 4000;
    step.tokens = 100;
    details.steps = {step};
    QCOMPARE(tokenSeries(details, start + 9000), (UsageSeries{{0, 0}, {3, 0}, {3, 100}, {4, 100}, {4, 120}, {9, 120}}));
}

void TestJobTabs::adviceFitsTheError()
{
    Job job = sampleJob(QStringLiteral("A job"), JobStatus::Complete);
    QVERIFY(adviceFor(job).isEmpty());
    job.status = JobStatus::Error;
    job.errorCode = QStringLiteral("step_failed");
    QVERIFY(adviceFor(job).contains(QStringLiteral("failed step")));
    job.errorCode = QStringLiteral("no_provider");
    QVERIFY(adviceFor(job).contains(QStringLiteral("key")));
}

QTEST_MAIN(TestJobTabs)
#include "tst_jobtabs.moc"
