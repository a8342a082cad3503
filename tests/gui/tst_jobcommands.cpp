#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include "dashboardfixture.h"
#include "jobmodel.h"
#include "jobpage.h"
#include "jobtable.h"
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
    void init();
    void cleanup();
    void theFilterFindsAndIsCleared();
    void chipsShowOneStatus();
    void manyJobsAreCancelledAtOnce();
    void aJobPausesAndGoesOn();
    void retryRunsTheSameAgain();
    void aRetryThatTheFilterHidesIsSaid();
    void editingStartsFromTheOldTask();
    void deletedJobsComeBackByUndo();
    void deletionIsCarriedOutInTheEnd();
    void quittingCarriesDeletionsOut();
    void runningJobsAreNotDeleted();
    void aZipIsSaved();
    void manyZipsAreSavedToAFolder();
    void savingToNowhereIsSaid();
    void idAndFolder();
    void theCurlCommandWorks();

private:
    [[nodiscard]] QAction *action(const char *name) const { return m_fixture->find<QAction>(name); }
    [[nodiscard]] JobTable *table() const { return m_fixture->find<JobTable>("jobTable"); }
    [[nodiscard]] QStringList column(int column) const;
    /// Schedules and waits until the list shows it.
    JobId schedule(const QString &prompt);
    /// The same, and waits for its end.
    JobId run(const QString &prompt);
    bool awaitStatus(const JobId &id, const QString &word) const;
    [[nodiscard]] QModelIndex rowOf(const JobId &id) const;
    /// Answers the dialog that asks where to save.
    void chooseFile(const QString &path);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DashboardFixture> m_fixture;
    QList<QUrl> m_opened;
};

void JobCommandsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_fixture = std::make_unique<DashboardFixture>(0, m_folder->filePath(QStringLiteral("data")));
    QVERIFY(m_fixture->waitUntilOpen());
}

void JobCommandsTest::cleanup()
{
    m_fixture.reset();
    m_folder.reset();
}

QStringList JobCommandsTest::column(int column) const
{
    const QAbstractItemModel *model = table()->model();
    QStringList texts;
    for (int row = 0; row < model->rowCount(); ++row)
        texts.append(model->index(row, column).data().toString());
    return texts;
}

JobId JobCommandsTest::schedule(const QString &prompt)
{
    JobRequest request;
    request.prompt = prompt;
    const QFuture<Result<JobId>> future = m_fixture->client().schedule(request);
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, jobTimeout) || !future.result())
        return {};
    const JobId id = *future.result();
    return QTest::qWaitFor([this, id] { return rowOf(id).isValid(); }, jobTimeout) ? id : JobId();
}

JobId JobCommandsTest::run(const QString &prompt)
{
    const JobId id = schedule(prompt);
    return awaitStatus(id, complete) ? id : JobId();
}

bool JobCommandsTest::awaitStatus(const JobId &id, const QString &word) const
{
    return QTest::qWaitFor([&] { return rowOf(id).isValid() && rowOf(id).data().toString() == word; }, jobTimeout);
}

QModelIndex JobCommandsTest::rowOf(const JobId &id) const
{
    return static_cast<const JobModel *>(table()->model())->indexOf(id);
}

void JobCommandsTest::chooseFile(const QString &path)
{
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_fixture->window().findChild<QFileDialog *>()) != nullptr);
    QTRY_VERIFY(dialog->isVisible());
    dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(path);
    QMetaObject::invokeMethod(dialog, "accept");
    QTRY_VERIFY(m_fixture->window().findChild<QFileDialog *>() == nullptr);
}

void JobCommandsTest::theFilterFindsAndIsCleared()
{
    const JobId apple = run(QStringLiteral("$ echo apple"));
    const JobId pear = run(QStringLiteral("$ echo pear"));
    QVERIFY(table()->select(pear));
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_F, Qt::ControlModifier);
    auto *box = m_fixture->find<QLineEdit>("jobFilter");
    QVERIFY(box->hasFocus());
    QTest::keyClicks(box, QStringLiteral("apple"));
    QCOMPARE(column(JobModel::TaskColumn), QStringList{QStringLiteral("echo apple")});
    QCOMPARE(table()->currentJob(), pear); // its page stays

    QTest::keyClicks(box, QStringLiteral(" tart"));
    QVERIFY(m_fixture->find<QWidget>("noMatch")->isVisible());
    QVERIFY(!table()->isVisible());
    m_fixture->find<QPushButton>("clearFilter")->click();
    QVERIFY(table()->isVisible());
    QCOMPARE(table()->model()->rowCount(), 2);
    QCOMPARE(table()->selectedJobs(), QList<JobId>{pear});

    QTest::keyClick(table(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(box, QStringLiteral("id:") + apple.toString(QUuid::WithoutBraces).left(13));
    QCOMPARE(column(JobModel::TaskColumn), QStringList{QStringLiteral("echo apple")});
    QTest::keyClick(box, Qt::Key_Escape);
    QCOMPARE(table()->model()->rowCount(), 2);
    QTest::keyClick(box, Qt::Key_Down);
    QVERIFY(table()->hasFocus());
}

void JobCommandsTest::chipsShowOneStatus()
{
    run(QStringLiteral("$ true"));
    const JobId failed = schedule(QStringLiteral("$ false"));
    QVERIFY(awaitStatus(failed, QStringLiteral("Failed")));
    auto *all = m_fixture->find<QToolButton>("chipAll");
    auto *chip = m_fixture->find<QToolButton>("chip2");
    QCOMPARE(all->text(), QStringLiteral("All 2"));
    QCOMPARE(chip->text(), QStringLiteral("Failed 1"));
    chip->setFocus();
    QTest::keyClick(chip, Qt::Key_Space);
    QCOMPARE(column(JobModel::StatusColumn), QStringList{QStringLiteral("Failed")});
    QVERIFY(chip->isChecked() && !all->isChecked());
    QTest::keyClick(chip, Qt::Key_Space);
    QVERIFY(!chip->isChecked() && all->isChecked());
    QCOMPARE(table()->model()->rowCount(), 2);
}

void JobCommandsTest::manyJobsAreCancelledAtOnce()
{
    QList<JobId> ids;
    for (int i = 0; i < 3; ++i)
        ids.append(schedule(QStringLiteral("$ sleep 600")));
    QVERIFY(awaitStatus(ids.at(0), QStringLiteral("Running")));
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier);
    QVERIFY(action("cancelJob")->text().startsWith(QStringLiteral("Cancel 3 job")));
    QTest::keyClick(table(), Qt::Key_Period, Qt::ControlModifier);
    QCOMPARE(column(JobModel::StatusColumn), QStringList(3, QStringLiteral("Cancelling")));
    QVERIFY(!action("cancelJob")->isEnabled());
    for (const JobId &id : ids)
        QVERIFY(awaitStatus(id, QStringLiteral("Cancelled")));
}

void JobCommandsTest::aJobPausesAndGoesOn()
{
    const JobId id = schedule(QStringLiteral("$ while [ ! -e go ]; do sleep 0.05; done"));
    QVERIFY(awaitStatus(id, QStringLiteral("Running")));
    QVERIFY(table()->select(id));
    QCOMPARE(action("pauseJob")->text(), QStringLiteral("Pause"));
    QTest::keyClick(table(), Qt::Key_P, Qt::ControlModifier);
    QVERIFY(!action("pauseJob")->isEnabled()); // until it is answered
    QVERIFY(awaitStatus(id, QStringLiteral("Paused")));
    QTRY_COMPARE(action("pauseJob")->text(), QStringLiteral("Resume"));
    QTRY_VERIFY(action("pauseJob")->isEnabled());
    QTest::keyClick(table(), Qt::Key_P, Qt::ControlModifier);
    QVERIFY(awaitStatus(id, QStringLiteral("Running")));
    action("cancelJob")->trigger();
    QVERIFY(awaitStatus(id, QStringLiteral("Cancelled")));
    QVERIFY(!action("pauseJob")->isEnabled());
}

void JobCommandsTest::retryRunsTheSameAgain()
{
    const JobId first = run(QStringLiteral("$ echo again > file"));
    QVERIFY(table()->select(first));
    QTest::keyClick(table(), Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    QTRY_VERIFY(table()->currentJob() != first);
    const JobId second = table()->currentJob();
    QVERIFY(awaitStatus(second, complete));
    const Job job = rowOf(second).data(JobModel::JobRole).value<Job>();
    QCOMPARE(job.retryOf, first);
    QVERIFY(job.hasResult());
}

void JobCommandsTest::aRetryThatTheFilterHidesIsSaid()
{
    const JobId first = schedule(QStringLiteral("$ [ -e x ]"));
    QVERIFY(awaitStatus(first, QStringLiteral("Failed")));
    QVERIFY(table()->select(first));
    m_fixture->find<QLineEdit>("jobFilter")->setText(QStringLiteral("id:") + first.toString(QUuid::WithoutBraces));
    action("retryJob")->trigger();
    auto *notice = m_fixture->find<NoticeBar>("bottomNotice");
    QTRY_VERIFY(notice->isVisible());
    QCOMPARE(table()->selectedJobs(), QList<JobId>{first});
    notice->findChild<QPushButton *>(QStringLiteral("noticeButton"))->click();
    QCOMPARE(table()->model()->rowCount(), 2);
    QVERIFY(table()->currentJob() != first);
}

void JobCommandsTest::editingStartsFromTheOldTask()
{
    const auto prompt = QStringLiteral("$ echo one\n$ echo two");
    const JobId id = run(prompt);
    QVERIFY(table()->select(id));
    QTest::keyClick(table(), Qt::Key_E, Qt::ControlModifier);
    NewJobDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_fixture->window().findChild<NewJobDialog *>()) != nullptr);
    QTRY_COMPARE(dialog->findChild<QWidget *>(QStringLiteral("prompt"))->property("plainText").toString(), prompt);
    dialog->reject();
}

void JobCommandsTest::deletedJobsComeBackByUndo()
{
    const JobId first = run(QStringLiteral("$ echo first"));
    const JobId second = run(QStringLiteral("$ echo second"));
    table()->setFocus();
    QVERIFY(table()->select(first));
    QTest::keyClick(table(), Qt::Key_Delete);
    QCOMPARE(column(JobModel::TaskColumn), QStringList{QStringLiteral("echo second")});
    auto *bar = m_fixture->find<NoticeBar>("undoBar");
    QVERIFY(bar->isVisible());
    QTRY_COMPARE(table()->currentJob(), second);
    QTest::keyClick(table(), Qt::Key_Delete);
    QVERIFY(bar->text().startsWith(QStringLiteral("2 job")));
    QTRY_VERIFY(m_fixture->find<QWidget>("welcomePage")->isVisible());
    QTest::mouseClick(bar->findChild<QPushButton *>(QStringLiteral("noticeButton")), Qt::LeftButton);
    QVERIFY(!bar->isVisible());
    QCOMPARE(table()->model()->rowCount(), 2);
    QCOMPARE(table()->selectedJobs().size(), 2);
    QVERIFY(QFileInfo::exists(m_fixture->dataDir() + QStringLiteral("/jobs/") + first.toString(QUuid::WithoutBraces)));
}

void JobCommandsTest::deletionIsCarriedOutInTheEnd()
{
    const JobId id = run(QStringLiteral("$ true"));
    QSignalSpy removed(&m_fixture->client(), &OrchestratorClient::jobsRemoved);
    QVERIFY(table()->select(id));
    action("deleteJob")->trigger();
    QVERIFY(!removed.wait(2000)); // there is time to undo it
    QVERIFY(removed.wait(jobTimeout));
    QVERIFY(!m_fixture->find<NoticeBar>("undoBar")->isVisible());
    QVERIFY(!QFileInfo::exists(m_fixture->dataDir() + QStringLiteral("/jobs/") + id.toString(QUuid::WithoutBraces)));
}

void JobCommandsTest::quittingCarriesDeletionsOut()
{
    const JobId gone = run(QStringLiteral("$ echo gone"));
    run(QStringLiteral("$ echo kept"));
    QVERIFY(table()->select(gone));
    action("deleteJob")->trigger();
    QSignalSpy stopped(&m_fixture->core(), &CoreThread::stopped);
    m_fixture->window().close();
    QVERIFY(stopped.wait(jobTimeout));
    m_fixture = std::make_unique<DashboardFixture>(0, m_folder->filePath(QStringLiteral("data")));
    QVERIFY(m_fixture->waitUntilOpen());
    QTRY_COMPARE(column(JobModel::TaskColumn), QStringList{QStringLiteral("echo kept")});
}

void JobCommandsTest::runningJobsAreNotDeleted()
{
    const JobId id = schedule(QStringLiteral("$ sleep 600"));
    QVERIFY(awaitStatus(id, QStringLiteral("Running")));
    QVERIFY(table()->select(id));
    QVERIFY(!action("deleteJob")->isEnabled());
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Delete);
    QCOMPARE(table()->model()->rowCount(), 1);
    action("cancelJob")->trigger();
    QVERIFY(awaitStatus(id, QStringLiteral("Cancelled")));
    QVERIFY(action("deleteJob")->isEnabled());
}

void JobCommandsTest::aZipIsSaved()
{
    const JobId id = run(QStringLiteral("$ echo kept > file.txt"));
    QVERIFY(table()->select(id));
    const QString target = m_folder->filePath(QStringLiteral("mine.zip"));
    QTest::keyClick(table(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    chooseFile(target);
    auto *notice = m_fixture->find<NoticeBar>("bottomNotice");
    QTRY_VERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(target), qPrintable(notice->text()));
    QFile copy(target);
    QFile original(m_fixture->dataDir() + QStringLiteral("/jobs/") + id.toString(QUuid::WithoutBraces) +
                   QStringLiteral("/output.zip"));
    QVERIFY(copy.open(QIODevice::ReadOnly) && original.open(QIODevice::ReadOnly));
    QVERIFY(copy.size() > 0);
    QCOMPARE(copy.readAll(), original.readAll());
    QVERIFY(!m_fixture->find<QWidget>("savingBar")->isVisible());
}

void JobCommandsTest::manyZipsAreSavedToAFolder()
{
    const QList<JobId> ids{run(QStringLiteral("$ echo same > file")), run(QStringLiteral("$ echo same > file"))};
    QVERIFY(table()->select(ids));
    QVERIFY(action("saveZip")->text().startsWith(QStringLiteral("Save 2 ZIP")));
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("zips")));
    action("saveZip")->trigger();
    chooseFile(m_folder->filePath(QStringLiteral("zips")));
    QTRY_VERIFY(m_fixture->find<NoticeBar>("bottomNotice")->isVisible());
    const QStringList names = QDir(m_folder->filePath(QStringLiteral("zips"))).entryList(QDir::Files);
    QCOMPARE(names.size(), 2);
    for (const JobId &id : ids) {
        const QString end = QStringLiteral("-%1.zip").arg(id.toString(QUuid::WithoutBraces).left(8));
        QVERIFY(names.contains(QStringLiteral("echo-same-file") + end));
    }
}

void JobCommandsTest::savingToNowhereIsSaid()
{
    const JobId id = run(QStringLiteral("$ echo kept > file.txt"));
    QVERIFY(table()->select(id));
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("sealed")));
    const QString folder = m_folder->filePath(QStringLiteral("sealed"));
    action("saveZip")->trigger();
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_fixture->window().findChild<QFileDialog *>()) != nullptr);
    Q_EMIT dialog->fileSelected(folder); // a folder has this name
    dialog->reject();
    auto *notice = m_fixture->find<NoticeBar>("bottomNotice");
    QTRY_VERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(folder), qPrintable(notice->text()));
    QVERIFY(QDir(folder).isEmpty());
}

void JobCommandsTest::idAndFolder()
{
    const JobId id = run(QStringLiteral("$ true"));
    QVERIFY(table()->select(id));
    action("copyId")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), id.toString(QUuid::WithoutBraces));
    QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "openUrl");
    action("openFolder")->trigger();
    QTRY_COMPARE(m_opened.size(), 1);
    QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
    QVERIFY(m_opened.constFirst().toLocalFile().endsWith(id.toString(QUuid::WithoutBraces)));
}

void JobCommandsTest::theCurlCommandWorks()
{
    const QString curl = QStandardPaths::findExecutable(QStringLiteral("curl"));
    QVERIFY(!curl.isEmpty());
    QTRY_VERIFY(m_fixture->find<QLabel>("apiState")->text().contains(QStringLiteral("http://")));
    const auto prompt = QStringLiteral("$ echo \"it's $HOME\" 'and `x` \\ \"' > file; test -s file\n$ echo two");
    const JobId first = run(prompt);
    QVERIFY(table()->select(first));
    QGuiApplication::clipboard()->clear();
    action("copyCurl")->trigger();
    QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("curl ")));
    QProcess shell;
    shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), QGuiApplication::clipboard()->text()});
    QVERIFY(QTest::qWaitFor([&shell] { return shell.state() == QProcess::NotRunning; }, jobTimeout));
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    const JobId second = static_cast<const JobModel *>(table()->model())->at(0).id;
    QVERIFY(second != first);
    QVERIFY(awaitStatus(second, complete));
    QVERIFY(table()->select(second));
    action("editJob")->trigger();
    NewJobDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = m_fixture->window().findChild<NewJobDialog *>()) != nullptr);
    QTRY_COMPARE(dialog->findChild<QWidget *>(QStringLiteral("prompt"))->property("plainText").toString(), prompt);
    dialog->reject();
}

QTEST_MAIN(JobCommandsTest)
#include "tst_jobcommands.moc"
