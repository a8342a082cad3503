#include <QAbstractItemModelTester>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include "jobmodel.h"
#include "jobtable.h"
#include "orchestratorclient.h"
#include "samplejobs.h"

using namespace ca;
using namespace ca::dashboard;

class JobModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void removesJobs();
    void keepsTheModelContract();
    void updatesOnlyWhatChanged();
    void showsACancelAtOnce();
    void durationsTickWithoutSortingAgain();
    void newestComesFirst();
    void newRowsDoNotMoveWhatIsSeen();
    void changesComeInBatches();
};

void JobModelTest::keepsTheModelContract()
{
    JobModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Job job = sampleJob(QStringLiteral("one"), JobStatus::Scheduled);
    model.apply({job, sampleJob(QStringLiteral("two"), JobStatus::Running)});
    QCOMPARE(model.rowCount(), 2);
    job.status = JobStatus::Running;
    job.started = job.created;
    model.apply({job, sampleJob(QStringLiteral("three"), JobStatus::Error)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.runningCount(), 2);
    for (int column = 0; column < JobModel::ColumnCount; ++column) {
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        QVERIFY(model.index(0, column).data(JobModel::SortRole).isValid());
    }
}

void JobModelTest::removesJobs()
{
    JobModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QList<Job> jobs{sampleJob(QStringLiteral("one"), JobStatus::Complete),
                          sampleJob(QStringLiteral("two"), JobStatus::Running),
                          sampleJob(QStringLiteral("three"), JobStatus::Error)};
    model.apply(jobs);
    model.remove({jobs.at(0).id, QUuid::createUuid()});
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.job(jobs.at(0).id) == nullptr);
    QCOMPARE(model.indexOf(jobs.at(2).id).row(), 1);
    model.remove({jobs.at(2).id, jobs.at(1).id});
    QCOMPARE(model.rowCount(), 0);
}

void JobModelTest::updatesOnlyWhatChanged()
{
    JobModel model;
    const QList<Job> jobs{sampleJob(QStringLiteral("one"), JobStatus::Running),
                          sampleJob(QStringLiteral("two"), JobStatus::Running)};
    model.apply(jobs);
    QSignalSpy changes(&model, &JobModel::dataChanged);
    model.apply(jobs);
    QCOMPARE(changes.count(), 0);
    Job changed = jobs.at(1);
    changed.stepsDone = 1;
    model.apply({jobs.at(0), changed});
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 1);
}

void JobModelTest::showsACancelAtOnce()
{
    JobModel model;
    const Job job = sampleJob(QStringLiteral("one"), JobStatus::Running);
    model.apply({job});
    model.setCancelling(job.id, true);
    QCOMPARE(model.index(0, JobModel::StatusColumn).data().toString(), QStringLiteral("Cancelling"));
    model.setCancelling(job.id, false);
    QCOMPARE(model.index(0, JobModel::StatusColumn).data().toString(), QStringLiteral("Running"));
}

void JobModelTest::durationsTickWithoutSortingAgain()
{
    JobModel model;
    model.apply({sampleJob(QStringLiteral("one"), JobStatus::Running)});
    QSignalSpy changes(&model, &JobModel::dataChanged);
    QVERIFY(changes.wait(3000));
    QCOMPARE(changes.at(0).at(2).value<QList<int>>(), QList<int>{Qt::DisplayRole});
}

void JobModelTest::newestComesFirst()
{
    JobModel model;
    JobTable table(&model);
    model.apply({sampleJob(QStringLiteral("old"), JobStatus::Complete, 20),
                 sampleJob(QStringLiteral("new"), JobStatus::Complete, 10)});
    QCOMPARE(table.model()->index(0, JobModel::TaskColumn).data().toString(), QStringLiteral("new"));
}

void JobModelTest::newRowsDoNotMoveWhatIsSeen()
{
    JobModel model;
    JobTable table(&model);
    table.resize(700, 300);
    QList<Job> jobs;
    for (int number = 0; number < 200; ++number)
        jobs += sampleJob(QString::number(number), JobStatus::Complete, 300 - number);
    model.apply(jobs);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    table.select(jobs.at(100).id);
    table.scrollTo(table.currentIndex(), QAbstractItemView::PositionAtCenter);
    const int top = table.visualRect(table.currentIndex()).top();

    model.apply({sampleJob(QStringLiteral("newest"), JobStatus::Scheduled),
                 sampleJob(QStringLiteral("newest too"), JobStatus::Scheduled)});
    QCOMPARE(table.currentJob(), jobs.at(100).id);
    QCOMPARE(table.visualRect(table.currentIndex()).top(), top);

    table.verticalScrollBar()->setValue(0);
    model.apply({sampleJob(QStringLiteral("seen at the top"), JobStatus::Scheduled)});
    QCOMPARE(table.verticalScrollBar()->value(), 0);
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

QTEST_MAIN(JobModelTest)
#include "tst_jobmodel.moc"
