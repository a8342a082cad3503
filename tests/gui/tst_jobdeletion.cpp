#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "joblistfixture.h"
#include "jobmodel.h"
#include "noticebar.h"

using namespace ca;
using namespace ca::dashboard;

namespace {

// Generous: other tests may have the processors.
constexpr int jobTimeout = 60'000;

} // namespace

/// Deleting jobs from the list, and bringing them back, over the real window and real sandboxes.
class JobDeletionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_jobs = std::make_unique<JobListFixture>(); }
    void cleanup() { m_jobs.reset(); }
    void deletedJobsComeBackByUndo();
    void deletionIsUndoneByKeys();
    void deletionIsCarriedOutInTheEnd();
    void quittingCarriesDeletionsOut();
    void runningJobsAreNotDeleted();

private:
    std::unique_ptr<JobListFixture> m_jobs;
};

void JobDeletionTest::deletedJobsComeBackByUndo()
{
    const JobId first = m_jobs->run(QStringLiteral("$ echo first"));
    const JobId second = m_jobs->run(QStringLiteral("$ echo second"));
    m_jobs->table()->setFocus();
    QVERIFY(m_jobs->table()->select(first));
    QTest::keyClick(m_jobs->table(), Qt::Key_Delete);
    QCOMPARE(m_jobs->column(JobModel::TaskColumn), QStringList{QStringLiteral("echo second")});
    auto *bar = m_jobs->find<NoticeBar>("undoBar");
    QVERIFY(bar->isVisible());
    QTRY_COMPARE(m_jobs->table()->currentJob(), second);
    QTest::keyClick(m_jobs->table(), Qt::Key_Delete);
    QVERIFY(bar->text().startsWith(QStringLiteral("2 job")));
    QTRY_VERIFY(m_jobs->find<QWidget>("welcomePage")->isVisible());
    QTest::mouseClick(bar->findChild<QPushButton *>(QStringLiteral("noticeButton")), Qt::LeftButton);
    QVERIFY(!bar->isVisible());
    QCOMPARE(m_jobs->table()->model()->rowCount(), 2);
    QCOMPARE(m_jobs->table()->selectedJobs().size(), 2);
    QVERIFY(!m_jobs->action("undoDelete")->isEnabled());
    QVERIFY(QFileInfo::exists(m_jobs->dataDir() + QStringLiteral("/jobs/") + first.toString(QUuid::WithoutBraces)));
}

void JobDeletionTest::deletionIsUndoneByKeys()
{
    m_jobs->run(QStringLiteral("$ echo first"));
    m_jobs->table()->setFocus();
    m_jobs->table()->selectRow(0);
    QTest::keyClick(m_jobs->table(), Qt::Key_Delete);
    QTRY_VERIFY(m_jobs->find<QWidget>("welcomePage")->isVisible()); // with the list, the focus is gone
    QTest::keyClick(&m_jobs->window(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_jobs->table()->model()->rowCount(), 1);
    QVERIFY(!m_jobs->find<NoticeBar>("undoBar")->isVisible());
}

void JobDeletionTest::deletionIsCarriedOutInTheEnd()
{
    const JobId id = m_jobs->run(QStringLiteral("$ true"));
    QSignalSpy removed(&m_jobs->client(), &OrchestratorClient::jobsRemoved);
    QVERIFY(m_jobs->table()->select(id));
    m_jobs->action("deleteJob")->trigger();
    QVERIFY(!removed.wait(2000)); // there is time to undo it
    QVERIFY(removed.wait(jobTimeout));
    QVERIFY(!m_jobs->find<NoticeBar>("undoBar")->isVisible());
    QVERIFY(!QFileInfo::exists(m_jobs->dataDir() + QStringLiteral("/jobs/") + id.toString(QUuid::WithoutBraces)));
}

void JobDeletionTest::quittingCarriesDeletionsOut()
{
    const QTemporaryDir folder;
    m_jobs = std::make_unique<JobListFixture>(folder.path());
    const JobId gone = m_jobs->run(QStringLiteral("$ echo gone"));
    m_jobs->run(QStringLiteral("$ echo kept"));
    QVERIFY(m_jobs->table()->select(gone));
    m_jobs->action("deleteJob")->trigger();
    QSignalSpy stopped(&m_jobs->core(), &CoreThread::stopped);
    m_jobs->window().close();
    QVERIFY(stopped.wait(jobTimeout));
    m_jobs.reset();
    m_jobs = std::make_unique<JobListFixture>(folder.path());
    QTRY_COMPARE(m_jobs->column(JobModel::TaskColumn), QStringList{QStringLiteral("echo kept")});
    m_jobs.reset(); // before its folder
}

void JobDeletionTest::runningJobsAreNotDeleted()
{
    const JobId id = m_jobs->start(QStringLiteral("$ sleep 600"));
    QVERIFY(m_jobs->awaitStatus(id, QStringLiteral("Running")));
    QVERIFY(m_jobs->table()->select(id));
    QVERIFY(!m_jobs->action("deleteJob")->isEnabled());
    m_jobs->table()->setFocus();
    QTest::keyClick(m_jobs->table(), Qt::Key_Delete);
    QCOMPARE(m_jobs->table()->model()->rowCount(), 1);
    m_jobs->action("cancelJob")->trigger();
    QVERIFY(m_jobs->awaitStatus(id, QStringLiteral("Cancelled")));
    QVERIFY(m_jobs->action("deleteJob")->isEnabled());
}

QTEST_MAIN(JobDeletionTest)
#include "tst_jobdeletion.moc"
