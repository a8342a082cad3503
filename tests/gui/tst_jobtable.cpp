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

/// The list as people see it: what stays selected, and what stays where it is.
class JobTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestComesFirst();
    void newRowsDoNotMoveWhatIsSeen();
    void theSelectionIsKept_data();
    void theSelectionIsKept();
    void whatIsFilteredAwayStaysCurrent();
    void aNeighbourFollowsADeletedJob();
    void changesComeInBatches();
    void removedJobsLeaveTheInbox();
};

void JobTableTest::newestComesFirst()
{
    JobList list;
    JobModel model(&list);
    JobTable table(&list, &model);
    list.apply({sampleJob(QStringLiteral("old"), JobStatus::Complete, 20),
                sampleJob(QStringLiteral("new"), JobStatus::Complete, 10)});
    QCOMPARE(titles(model).constFirst(), QStringLiteral("new"));
}

void JobTableTest::newRowsDoNotMoveWhatIsSeen()
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

void JobTableTest::theSelectionIsKept_data()
{
    QTest::addColumn<QString>("change");
    for (const char *change : {"sort", "filter", "new rows", "many new rows", "removed rows", "progress"})
        QTest::newRow(change) << QString::fromLatin1(change);
}

void JobTableTest::theSelectionIsKept()
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

void JobTableTest::whatIsFilteredAwayStaysCurrent()
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

void JobTableTest::aNeighbourFollowsADeletedJob()
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

void JobTableTest::changesComeInBatches()
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

void JobTableTest::removedJobsLeaveTheInbox()
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

QTEST_MAIN(JobTableTest)
#include "tst_jobtable.moc"
