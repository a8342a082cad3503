#include <QClipboard>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>

#include "joblistfixture.h"
#include "jobmodel.h"
#include "newjobdialog.h"
#include "noticebar.h"

using namespace ca;
using namespace ca::dashboard;

namespace {

// Generous: other tests may have the processors.
constexpr int jobTimeout = 60'000;

const auto complete = QStringLiteral("Complete");

} // namespace

/// What can be done with jobs in the list, over the real window and real sandboxes.
class JobCommandsTest : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void openUrl(const QUrl &url) { m_opened += url; }

private Q_SLOTS:
    void init() { m_jobs = std::make_unique<JobListFixture>(); }
    void cleanup() { m_jobs.reset(); }
    void theFilterFindsAndIsCleared();
    void chipsShowOneStatus();
    void manyJobsAreCancelledAtOnce();
    void aJobPausesAndGoesOn();
    void retryRunsTheSameAgain();
    void aRetryThatTheFilterHidesIsSaid();
    void editingStartsFromTheOldTask();
    void idAndFolder();
    void theCurlCommandWorks();

private:
    std::unique_ptr<JobListFixture> m_jobs;
    QList<QUrl> m_opened;
};

void JobCommandsTest::theFilterFindsAndIsCleared()
{
    const JobId apple = m_jobs->run(QStringLiteral("$ echo apple"));
    const JobId pear = m_jobs->run(QStringLiteral("$ echo pear"));
    QVERIFY(m_jobs->table()->select(pear));
    m_jobs->table()->setFocus();
    QTest::keyClick(m_jobs->table(), Qt::Key_F, Qt::ControlModifier);
    auto *box = m_jobs->find<QLineEdit>("jobFilter");
    QVERIFY(box->hasFocus());
    QTest::keyClicks(box, QStringLiteral("apple"));
    QCOMPARE(m_jobs->column(JobModel::TaskColumn), QStringList{QStringLiteral("echo apple")});
    QCOMPARE(m_jobs->table()->currentJob(), pear); // its page stays

    QTest::keyClicks(box, QStringLiteral(" tart"));
    QVERIFY(m_jobs->find<QWidget>("noMatch")->isVisible());
    QVERIFY(!m_jobs->table()->isVisible());
    m_jobs->find<QPushButton>("clearFilter")->click();
    QVERIFY(m_jobs->table()->isVisible());
    QCOMPARE(m_jobs->table()->model()->rowCount(), 2);
    QCOMPARE(m_jobs->table()->selectedJobs(), QList<JobId>{pear});

    QTest::keyClick(m_jobs->table(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(box, QStringLiteral("id:") + apple.toString(QUuid::WithoutBraces).left(13));
    QCOMPARE(m_jobs->column(JobModel::TaskColumn), QStringList{QStringLiteral("echo apple")});
    QTest::keyClick(box, Qt::Key_Escape);
    QCOMPARE(m_jobs->table()->model()->rowCount(), 2);
    QTest::keyClick(box, Qt::Key_Down);
    QVERIFY(m_jobs->table()->hasFocus());
}

void JobCommandsTest::chipsShowOneStatus()
{
    m_jobs->run(QStringLiteral("$ true"));
    const JobId failed = m_jobs->start(QStringLiteral("$ false"));
    QVERIFY(m_jobs->awaitStatus(failed, QStringLiteral("Failed")));
    auto *all = m_jobs->find<QToolButton>("chipAll");
    auto *chip = m_jobs->find<QToolButton>("chip2");
    QCOMPARE(all->text(), QStringLiteral("All 2"));
    QCOMPARE(chip->text(), QStringLiteral("Failed 1"));
    chip->setFocus();
    QTest::keyClick(chip, Qt::Key_Space);
    QCOMPARE(m_jobs->column(JobModel::StatusColumn), QStringList{QStringLiteral("Failed")});
    QVERIFY(chip->isChecked() && !all->isChecked());
    QTest::keyClick(chip, Qt::Key_Space);
    QVERIFY(!chip->isChecked() && all->isChecked());
    QCOMPARE(m_jobs->table()->model()->rowCount(), 2);
}

void JobCommandsTest::manyJobsAreCancelledAtOnce()
{
    QList<JobId> ids;
    for (int i = 0; i < 3; ++i)
        ids.append(m_jobs->start(QStringLiteral("$ sleep 600")));
    QVERIFY(m_jobs->awaitStatus(ids.at(0), QStringLiteral("Running")));
    m_jobs->table()->setFocus();
    QTest::keyClick(m_jobs->table(), Qt::Key_A, Qt::ControlModifier);
    QVERIFY(m_jobs->action("cancelJob")->text().startsWith(QStringLiteral("Cancel 3 job")));
    QTest::keyClick(m_jobs->table(), Qt::Key_Period, Qt::ControlModifier);
    QCOMPARE(m_jobs->column(JobModel::StatusColumn), QStringList(3, QStringLiteral("Cancelling")));
    QVERIFY(!m_jobs->action("cancelJob")->isEnabled());
    for (const JobId &id : ids)
        QVERIFY(m_jobs->awaitStatus(id, QStringLiteral("Cancelled")));
}

void JobCommandsTest::aJobPausesAndGoesOn()
{
    const JobId id = m_jobs->start(QStringLiteral("$ while [ ! -e go ]; do sleep 0.05; done"));
    QVERIFY(m_jobs->awaitStatus(id, QStringLiteral("Running")));
    QVERIFY(m_jobs->table()->select(id));
    QCOMPARE(m_jobs->action("pauseJob")->text(), QStringLiteral("Pause"));
    QTest::keyClick(m_jobs->table(), Qt::Key_P, Qt::ControlModifier);
    QVERIFY(!m_jobs->action("pauseJob")->isEnabled()); // until it is answered
    QVERIFY(m_jobs->awaitStatus(id, QStringLiteral("Paused")));
    QTRY_COMPARE(m_jobs->action("pauseJob")->text(), QStringLiteral("Resume"));
    QTRY_VERIFY(m_jobs->action("pauseJob")->isEnabled());
    QTest::keyClick(m_jobs->table(), Qt::Key_P, Qt::ControlModifier);
    QVERIFY(m_jobs->awaitStatus(id, QStringLiteral("Running")));
    m_jobs->action("cancelJob")->trigger();
    QVERIFY(m_jobs->awaitStatus(id, QStringLiteral("Cancelled")));
    QVERIFY(!m_jobs->action("pauseJob")->isEnabled());
}

void JobCommandsTest::retryRunsTheSameAgain()
{
    const JobId first = m_jobs->run(QStringLiteral("$ echo again > file"));
    QVERIFY(m_jobs->table()->select(first));
    QTest::keyClick(m_jobs->table(), Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE(m_jobs->table()->model()->rowCount(), 2);
    QTRY_VERIFY(m_jobs->table()->currentJob() != first);
    const JobId second = m_jobs->table()->currentJob();
    QVERIFY(m_jobs->awaitStatus(second, complete));
    const Job job = m_jobs->rowOf(second).data(JobModel::JobRole).value<Job>();
    QCOMPARE(job.retryOf, first);
    QVERIFY(job.hasResult());
}

void JobCommandsTest::aRetryThatTheFilterHidesIsSaid()
{
    const JobId first = m_jobs->start(QStringLiteral("$ [ -e x ]"));
    QVERIFY(m_jobs->awaitStatus(first, QStringLiteral("Failed")));
    QVERIFY(m_jobs->table()->select(first));
    m_jobs->find<QLineEdit>("jobFilter")->setText(QStringLiteral("id:") + first.toString(QUuid::WithoutBraces));
    m_jobs->action("retryJob")->trigger();
    auto *notice = m_jobs->find<NoticeBar>("bottomNotice");
    QTRY_VERIFY(notice->isVisible());
    QCOMPARE(m_jobs->table()->selectedJobs(), QList<JobId>{first});
    notice->findChild<QPushButton *>(QStringLiteral("noticeButton"))->click();
    QCOMPARE(m_jobs->table()->model()->rowCount(), 2);
    QVERIFY(m_jobs->table()->currentJob() != first);
}

void JobCommandsTest::editingStartsFromTheOldTask()
{
    const auto prompt = QStringLiteral("$ echo one\n$ echo two");
    const JobId id = m_jobs->run(prompt);
    QVERIFY(m_jobs->table()->select(id));
    QTest::keyClick(m_jobs->table(), Qt::Key_E, Qt::ControlModifier);
    NewJobDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_jobs->window().findChild<NewJobDialog *>()) != nullptr);
    QTRY_COMPARE(dialog->findChild<QWidget *>(QStringLiteral("prompt"))->property("plainText").toString(), prompt);
    dialog->reject();
}

void JobCommandsTest::idAndFolder()
{
    const JobId id = m_jobs->run(QStringLiteral("$ true"));
    QVERIFY(m_jobs->table()->select(id));
    m_jobs->action("copyId")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), id.toString(QUuid::WithoutBraces));
    QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "openUrl");
    m_jobs->action("openFolder")->trigger();
    QTRY_COMPARE(m_opened.size(), 1);
    QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
    QVERIFY(m_opened.constFirst().toLocalFile().endsWith(id.toString(QUuid::WithoutBraces)));
}

void JobCommandsTest::theCurlCommandWorks()
{
    const QString curl = QStandardPaths::findExecutable(QStringLiteral("curl"));
    QVERIFY(!curl.isEmpty());
    QTRY_VERIFY(m_jobs->find<QLabel>("apiState")->text().contains(QStringLiteral("http://")));
    const auto prompt = QStringLiteral("$ echo \"it's $HOME\" 'and `x` \\ \"' > file; test -s file\n$ echo two");
    const JobId first = m_jobs->run(prompt);
    QVERIFY(m_jobs->table()->select(first));
    QGuiApplication::clipboard()->clear();
    m_jobs->action("copyCurl")->trigger();
    QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("curl ")));
    QProcess shell;
    shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), QGuiApplication::clipboard()->text()});
    QVERIFY(QTest::qWaitFor([&shell] { return shell.state() == QProcess::NotRunning; }, jobTimeout));
    QTRY_COMPARE(m_jobs->table()->model()->rowCount(), 2);
    const JobId second = static_cast<const JobModel *>(m_jobs->table()->model())->at(0).id;
    QVERIFY(second != first);
    QVERIFY(m_jobs->awaitStatus(second, complete));
    QVERIFY(m_jobs->table()->select(second));
    m_jobs->action("editJob")->trigger();
    NewJobDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_jobs->window().findChild<NewJobDialog *>()) != nullptr);
    QTRY_COMPARE(dialog->findChild<QWidget *>(QStringLiteral("prompt"))->property("plainText").toString(), prompt);
    dialog->reject();
}

QTEST_MAIN(JobCommandsTest)
#include "tst_jobcommands.moc"
