#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

#include "joblist.h"
#include "joblook.h"
#include "jobmodel.h"
#include "jobtable.h"
#include "orchestratorclient.h"
#include "samplejobs.h"

using namespace ca;
using namespace ca::dashboard;

namespace {

QStringList titles(const QAbstractItemModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(model.index(row, JobModel::TaskColumn).data().toString());
    return all;
}

QList<Job> manyJobs(int count)
{
    QList<Job> jobs;
    for (int number = 0; number < count; ++number)
        jobs += sampleJob(QString::number(number), JobStatus::Complete, count - number);
    return jobs;
}

/// What the model must show, found the slow way.
QStringList expectedTitles(const QList<Job> &jobs, const JobFilter &filter)
{
    QList<Job> shown = jobs;
    erase_if(shown, [&filter](const Job &job) { return !filter.matches(job); });
    std::ranges::sort(shown, [](const Job &one, const Job &other) {
        return std::pair(progressShare(one), one.sequence) > std::pair(progressShare(other), other.sequence);
    });
    QStringList all;
    for (const Job &job : shown)
        all.append(job.title);
    return all;
}

/// How often a widget was painted.
class PaintCounter : public QObject
{
public:
    explicit PaintCounter(QWidget *widget) { widget->installEventFilter(this); }

    [[nodiscard]] int count() const { return m_count; }
    bool eventFilter(QObject * /*watched*/, QEvent *event) override
    {
        m_count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }

private:
    int m_count = 0;
};

} // namespace

class JobModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheModelContract();
    void anyOrderOfChangesEndsRight_data();
    void anyOrderOfChangesEndsRight();
    void removesManyAtOnce();
    void updatesOnlyWhatChanged();
    void showsACancelAtOnce();
    void hiddenJobsAreNotCounted();
    void sorts_data();
    void sorts();
    void durationsTickWithoutAChange();
    void newestComesFirst();
    void newRowsDoNotMoveWhatIsSeen();
    void theSelectionIsKept_data();
    void theSelectionIsKept();
    void whatIsFilteredAwayStaysCurrent();
    void aNeighbourFollowsADeletedJob();
    void changesComeInBatches();
    void removedJobsLeaveTheInbox();
};

void JobModelTest::keepsTheModelContract()
{
    JobList list;
    JobModel model(&list);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Job job = sampleJob(QStringLiteral("one"), JobStatus::Scheduled);
    list.apply({job, sampleJob(QStringLiteral("two"), JobStatus::Running)});
    QCOMPARE(model.rowCount(), 2);
    job.status = JobStatus::Running;
    job.started = job.created;
    list.apply({job, sampleJob(QStringLiteral("three"), JobStatus::Error)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(list.count(JobGroup::Running), 2);
    QCOMPARE(list.count(JobGroup::Failed), 1);
    for (int column = 0; column < JobModel::ColumnCount; ++column) {
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        model.sort(column, Qt::AscendingOrder);
        model.sort(column, Qt::DescendingOrder);
    }
    QCOMPARE(model.rowCount(), 3);
}

void JobModelTest::anyOrderOfChangesEndsRight_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::addColumn<int>("most");
    for (quint32 seed = 1; seed <= 6; ++seed)
        QTest::addRow("few at a time, seed %u", seed) << seed << 5;
    for (quint32 seed = 1; seed <= 3; ++seed)
        QTest::addRow("many at a time, seed %u", seed) << seed << 200;
}

// Rows that come, go, move and change status under a filter, against sorting and filtering everything anew.
void JobModelTest::anyOrderOfChangesEndsRight()
{
    QFETCH(const quint32, seed);
    QFETCH(const int, most);
    QRandomGenerator random(seed);
    JobList list;
    JobModel model(&list);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.sort(JobModel::ProgressColumn, Qt::DescendingOrder);
    model.setFilter(JobFilter({}, JobGroup::Running));
    const int rounds = most > 64 ? 8 : 60; // the tester looks at every row after every change
    QList<Job> known;
    for (int round = 0; round < rounds; ++round) {
        QList<Job> batch;
        for (int i = random.bounded(most); i > 0; --i) {
            Job job = sampleJob(QStringLiteral("%1-%2").arg(round).arg(i), JobStatus::Running);
            job.stepsPlanned = 100;
            job.sequence = known.size() + batch.size() + 1000 * round;
            batch.append(job);
        }
        known += batch;
        for (int i = random.bounded(most); i > 0 && !known.isEmpty(); --i) {
            Job &job = known[random.bounded(known.size())];
            job.stepsDone = random.bounded(100);
            job.status = random.bounded(4) == 0 ? JobStatus::Scheduled : JobStatus::Running;
            batch.append(job);
        }
        list.apply(batch);
        QList<JobId> gone;
        for (int i = random.bounded(most / 2 + 1); i > 0 && !known.isEmpty(); --i)
            gone.append(known.takeAt(random.bounded(known.size())).id);
        list.remove(gone);
        QCOMPARE(titles(model), expectedTitles(known, model.filter()));
    }
    model.setFilter({});
    QCOMPARE(titles(model), expectedTitles(known, {}));
}

void JobModelTest::removesManyAtOnce()
{
    JobList list;
    JobModel model(&list);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QList<Job> jobs = manyJobs(1000);
    list.apply(jobs);
    QSignalSpy removals(&model, &JobModel::rowsRemoved);
    QSignalSpy resets(&model, &JobModel::modelReset);
    list.remove({jobs.at(3).id, jobs.at(4).id, QUuid::createUuid(), jobs.at(9).id, jobs.at(9).id});
    QCOMPARE(removals.count(), 2);
    QCOMPARE(list.size(), 997);
    QList<JobId> every;
    for (int i = 10; i < jobs.size(); i += 2)
        every.append(jobs.at(i).id);
    list.remove(every);
    QCOMPARE(resets.count(), 1);
    QCOMPARE(model.rowCount(), 502);
    QVERIFY(list.job(jobs.at(10).id) == nullptr);
    QCOMPARE(model.at(model.indexOf(jobs.at(11).id).row()).title, QStringLiteral("11"));
}

void JobModelTest::updatesOnlyWhatChanged()
{
    JobList list;
    JobModel model(&list);
    const QList<Job> jobs{sampleJob(QStringLiteral("one"), JobStatus::Running, 2),
                          sampleJob(QStringLiteral("two"), JobStatus::Running, 1)};
    list.apply(jobs);
    QSignalSpy changes(&model, &JobModel::dataChanged);
    QSignalSpy layouts(&model, &JobModel::layoutChanged);
    list.apply(jobs);
    QCOMPARE(changes.count(), 0);
    Job changed = jobs.at(0);
    changed.stepsDone = 1;
    list.apply({changed, jobs.at(1)});
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(changes.at(0).at(1).toModelIndex().row(), 1);
    QCOMPARE(layouts.count(), 0);
}

void JobModelTest::showsACancelAtOnce()
{
    JobList list;
    JobModel model(&list);
    const Job job = sampleJob(QStringLiteral("one"), JobStatus::Running);
    list.apply({job});
    list.setCancelling({job.id}, true);
    QCOMPARE(model.index(0, JobModel::StatusColumn).data().toString(), QStringLiteral("Cancelling"));
    list.setCancelling({job.id}, false);
    QCOMPARE(model.index(0, JobModel::StatusColumn).data().toString(), QStringLiteral("Running"));
}

void JobModelTest::hiddenJobsAreNotCounted()
{
    JobList list;
    JobModel model(&list);
    Job job = sampleJob(QStringLiteral("one"), JobStatus::Complete);
    list.apply({job, sampleJob(QStringLiteral("two"), JobStatus::Complete)});
    list.setHidden({job.id}, true);
    QCOMPARE(titles(model), QStringList{QStringLiteral("two")});
    QCOMPARE(list.count(JobGroup::Complete), 1);
    QVERIFY(list.job(job.id) == nullptr);
    job.summary = QStringLiteral("changed meanwhile");
    list.apply({job});
    QCOMPARE(model.rowCount(), 1);
    list.setHidden({job.id}, false);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(list.count(JobGroup::Complete), 2);
    QCOMPARE(list.job(job.id)->summary, job.summary);
    list.setHidden({job.id}, true);
    list.remove({job.id});
    list.setHidden({job.id}, false);
    QCOMPARE(list.size(), 1);
}

void JobModelTest::sorts_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("ascending");
    QTest::newRow("task, as people sort") << int(JobModel::TaskColumn) << QStringLiteral("apple Banana cherry");
    QTest::newRow("status") << int(JobModel::StatusColumn) << QStringLiteral("cherry Banana apple");
    QTest::newRow("progress, none: newest first")
        << int(JobModel::ProgressColumn) << QStringLiteral("cherry apple Banana");
    QTest::newRow("provider") << int(JobModel::ProviderColumn) << QStringLiteral("Banana apple cherry");
    QTest::newRow("engine, equal: newest first")
        << int(JobModel::EngineColumn) << QStringLiteral("cherry Banana apple");
    QTest::newRow("tokens are numbers") << int(JobModel::TokensColumn) << QStringLiteral("cherry Banana apple");
    QTest::newRow("created") << int(JobModel::CreatedColumn) << QStringLiteral("apple Banana cherry");
    QTest::newRow("duration") << int(JobModel::DurationColumn) << QStringLiteral("cherry apple Banana");
}

void JobModelTest::sorts()
{
    QFETCH(const int, column);
    QFETCH(const QString, ascending);
    JobList list;
    JobModel model(&list);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Job apple = sampleJob(QStringLiteral("apple"), JobStatus::Error, 30);
    Job banana = sampleJob(QStringLiteral("Banana"), JobStatus::Running, 20);
    const Job cherry = sampleJob(QStringLiteral("cherry"), JobStatus::Scheduled, 10);
    banana.stepsPlanned = 4;
    apple.provider = QStringLiteral("gemini");
    banana.provider = QStringLiteral("alchemyst");
    apple.usage = {{.provider = apple.provider, .model = {}, .calls = 1, .promptTokens = 1000, .answerTokens = 0}};
    banana.usage = {{.provider = banana.provider, .model = {}, .calls = 1, .promptTokens = 99, .answerTokens = 0}};
    apple.sequence = 1;
    banana.sequence = 2;
    Job last = cherry;
    last.sequence = 3;
    list.apply({banana, apple, last});
    model.sort(column, Qt::AscendingOrder);
    QCOMPARE(titles(model).join(u' '), ascending);
}

void JobModelTest::durationsTickWithoutAChange()
{
    JobList list;
    JobModel model(&list);
    JobTable table(&list, &model);
    table.resize(900, 300);
    list.apply({sampleJob(QStringLiteral("one"), JobStatus::Running)});
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    QSignalSpy changes(&model, &JobModel::dataChanged);
    QCoreApplication::processEvents();
    PaintCounter paints(table.viewport());
    QVERIFY(QTest::qWaitFor([&paints] { return paints.count() > 0; }, 10'000));
    QCOMPARE(changes.count(), 0);
}

void JobModelTest::newestComesFirst()
{
    JobList list;
    JobModel model(&list);
    JobTable table(&list, &model);
    list.apply({sampleJob(QStringLiteral("old"), JobStatus::Complete, 20),
                sampleJob(QStringLiteral("new"), JobStatus::Complete, 10)});
    QCOMPARE(titles(model).constFirst(), QStringLiteral("new"));
}

void JobModelTest::newRowsDoNotMoveWhatIsSeen()
{
    JobList list;
    JobModel model(&list);
    JobTable table(&list, &model);
    table.resize(700, 300);
    const QList<Job> jobs = manyJobs(200);
    list.apply(jobs);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    table.select(jobs.at(100).id);
    table.scrollTo(table.currentIndex(), QAbstractItemView::PositionAtCenter);
    const int top = table.visualRect(table.currentIndex()).top();

    list.apply({sampleJob(QStringLiteral("newest"), JobStatus::Scheduled),
                sampleJob(QStringLiteral("newest too"), JobStatus::Scheduled)});
    QCOMPARE(table.currentJob(), jobs.at(100).id);
    QCOMPARE(table.visualRect(table.currentIndex()).top(), top);

    list.remove({jobs.at(190).id, jobs.at(180).id, jobs.at(3).id});
    QCOMPARE(table.visualRect(table.currentIndex()).top(), top);
    list.apply(manyJobs(500)); // so many that all rows are new
    QCOMPARE(table.currentJob(), jobs.at(100).id);
    QCOMPARE(table.visualRect(table.currentIndex()).top(), top);

    table.verticalScrollBar()->setValue(0);
    list.apply({sampleJob(QStringLiteral("seen at the top"), JobStatus::Scheduled)});
    QCOMPARE(table.verticalScrollBar()->value(), 0);
}

void JobModelTest::theSelectionIsKept_data()
{
    QTest::addColumn<QString>("change");
    for (const char *change : {"sort", "filter", "new rows", "many new rows", "removed rows", "progress"})
        QTest::newRow(change) << QString::fromLatin1(change);
}

void JobModelTest::theSelectionIsKept()
{
    QFETCH(const QString, change);
    JobList list;
    JobModel model(&list);
    JobTable table(&list, &model);
    const QList<Job> jobs = manyJobs(50);
    list.apply(jobs);
    const QSet<JobId> chosen{jobs.at(7).id, jobs.at(8).id, jobs.at(27).id};
    QVERIFY(table.select({jobs.at(27).id, jobs.at(7).id, jobs.at(8).id}));
    QSignalSpy others(&table, &JobTable::currentJobChanged);

    if (change == QLatin1StringView("sort")) {
        table.sortByColumn(JobModel::TaskColumn, Qt::AscendingOrder);
    } else if (change == QLatin1StringView("filter")) {
        model.setFilter(JobFilter(QStringLiteral("27"), {}));
        QCOMPARE(table.selectedJobs(), QList<JobId>{jobs.at(27).id});
        model.setFilter({});
    } else if (change == QLatin1StringView("new rows")) {
        list.apply(manyJobs(5));
    } else if (change == QLatin1StringView("many new rows")) {
        list.apply(manyJobs(500));
    } else if (change == QLatin1StringView("removed rows")) {
        list.remove({jobs.at(49).id, jobs.at(6).id, jobs.at(9).id});
    } else {
        table.sortByColumn(JobModel::StatusColumn, Qt::AscendingOrder);
        Job changed = jobs.at(8);
        changed.status = JobStatus::Running;
        list.apply({changed});
    }
    QCoreApplication::processEvents();
    const QList<JobId> selected = table.selectedJobs();
    QCOMPARE(QSet<JobId>(selected.cbegin(), selected.cend()), chosen);
    QCOMPARE(table.currentJob(), jobs.at(27).id);
    QCOMPARE(others.count(), 0);
}

void JobModelTest::whatIsFilteredAwayStaysCurrent()
{
    JobList list;
    JobModel model(&list);
    JobTable table(&list, &model);
    Job first = sampleJob(QStringLiteral("first"), JobStatus::Running, 2);
    const Job second = sampleJob(QStringLiteral("second"), JobStatus::Running, 1);
    list.apply({first, second});
    model.setFilter(JobFilter({}, JobGroup::Running));
    table.select(first.id);
    QSignalSpy others(&table, &JobTable::currentJobChanged);
    QSignalSpy selections(&table, &JobTable::selectedJobsChanged);
    first.status = JobStatus::Complete;
    list.apply({first});
    QVERIFY(selections.wait(1000));
    QCOMPARE(table.currentJob(), first.id);
    QCOMPARE(table.selectedJobs(), QList<JobId>());
    QCOMPARE(others.count(), 0);
    model.setFilter({});
    QCOMPARE(table.selectedJobs(), QList<JobId>{first.id});
}

void JobModelTest::aNeighbourFollowsADeletedJob()
{
    JobList list;
    JobModel model(&list);
    JobTable table(&list, &model);
    const QList<Job> jobs = manyJobs(3); // the last one is on top
    list.apply(jobs);
    table.select(jobs.at(1).id);
    QSignalSpy others(&table, &JobTable::currentJobChanged);
    list.setHidden({jobs.at(1).id}, true);
    QVERIFY(others.wait(1000));
    QCOMPARE(table.currentJob(), jobs.at(2).id);
    QCOMPARE(table.selectedJobs(), QList<JobId>{jobs.at(2).id});
    list.remove({jobs.at(0).id, jobs.at(2).id});
    QVERIFY(others.wait(1000));
    QVERIFY(table.currentJob().isNull());
}

void JobModelTest::changesComeInBatches()
{
    OrchestratorClient client;
    QSignalSpy batches(&client, &OrchestratorClient::jobsChanged);
    QSignalSpy loaded(&client, &OrchestratorClient::loaded);
    Job job = sampleJob(QStringLiteral("busy"), JobStatus::Running);
    const Job other = sampleJob(QStringLiteral("other"), JobStatus::Running);
    for (int step = 0; step < 1000; ++step) {
        job.stepsDone = step;
        client.receive({job});
    }
    client.receive({other});
    QVERIFY(loaded.wait(1000));
    QCOMPARE(batches.count(), 1);
    const auto jobs = batches.at(0).at(0).value<QList<Job>>();
    QCOMPARE(jobs.size(), 2);
    QCOMPARE(jobs.at(0).stepsDone, 999);
    QCOMPARE(jobs.at(1).id, other.id);
}

void JobModelTest::removedJobsLeaveTheInbox()
{
    JobInbox inbox;
    const QList<Job> jobs = manyJobs(4);
    QVERIFY(inbox.put(jobs));
    QVERIFY(!inbox.remove(jobs.at(1).id));
    QVERIFY(!inbox.remove(jobs.at(2).id));
    Job changed = jobs.at(3);
    changed.stepsDone = 1;
    inbox.put({changed});
    const JobInbox::News news = inbox.takeAll();
    QCOMPARE(news.changed.size(), 2);
    QCOMPARE(news.changed.at(0).id, jobs.at(0).id);
    QCOMPARE(news.changed.at(1).stepsDone, 1);
    QCOMPARE(news.removed, (QList<JobId>{jobs.at(1).id, jobs.at(2).id}));
    QVERIFY(inbox.takeAll().changed.isEmpty());
}

QTEST_MAIN(JobModelTest)
#include "tst_jobmodel.moc"
