#include <QCommandLinkButton>
#include <QDesktopServices>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTcpServer>
#include <QTest>
#include <QThread>
#include <QToolButton>
#include <QUrl>

#include "dashboardfixture.h"
#include "jobmodel.h"
#include "jobpage.h"
#include "jobtable.h"
#include "logview.h"
#include "newjobdialog.h"
#include "noticebar.h"
#include "samplejobs.h"
#include "singleinstance.h"

using namespace ca;
using namespace ca::dashboard;

namespace {

// Generous: other tests may have the processors.
constexpr int jobTimeout = 30'000;

} // namespace

class DashboardTest : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void openUrl(const QUrl &url) { m_opened += url; }

private Q_SLOTS:
    void aJobRunsFromKeyboardToResult();
    void aSleepingJobIsCancelledAtOnce();
    void aFailedJobSaysWhy();
    void examplesRun_data();
    void examplesRun();
    void whatCanBeDoneCanStart_data();
    void whatCanBeDoneCanStart();
    void narrowWindowsShowOnePane();
    void aTakenPortOffersAnother();
    void aHeldFolderNamesItsHolder();
    void quittingAsksWhileJobsRun();
    void theWindowComesBackAsItWasLeft();
    void theListComesBackAsItWasLeft();
    void aSecondDashboardRaisesTheFirst();

private:
    QList<QUrl> m_opened;
};

void DashboardTest::aJobRunsFromKeyboardToResult()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    QVERIFY(fixture.find<QWidget>("welcomePage")->isVisible());
    fixture.startJob(QStringLiteral("$ echo said-in-the-sandbox; echo complained >&2; echo kept > file.txt"));
    QTRY_COMPARE_WITH_TIMEOUT(fixture.firstStatus(), QStringLiteral("Complete"), jobTimeout);

    auto *log = fixture.find<LogView>("logView");
    QTRY_VERIFY(log->toPlainText().contains(QStringLiteral("said-in-the-sandbox")));
    QTRY_VERIFY(log->toPlainText().contains(QStringLiteral("complained")));
    QVERIFY(fixture.find<QLabel>("logLegend")->isVisible());

    QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "openUrl");
    QTest::keyClick(&fixture.window(), Qt::Key_O, Qt::ControlModifier);
    QTRY_COMPARE(m_opened.size(), 1);
    QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
    QVERIFY(m_opened.constFirst().toLocalFile().endsWith(QStringLiteral("/output.zip")));
}

void DashboardTest::aSleepingJobIsCancelledAtOnce()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.startJob(QStringLiteral("$ echo started; sleep 600"));
    auto *log = fixture.find<LogView>("logView");
    QTRY_VERIFY_WITH_TIMEOUT(log->toPlainText().contains(QStringLiteral("started")), jobTimeout);
    QTest::keyClick(&fixture.window(), Qt::Key_Period, Qt::ControlModifier);
    QCOMPARE(fixture.firstStatus(), QStringLiteral("Cancelling"));
    QVERIFY(!fixture.find<QAction>("cancelJob")->isEnabled());
    QTRY_COMPARE_WITH_TIMEOUT(fixture.firstStatus(), QStringLiteral("Cancelled"), jobTimeout);
}

void DashboardTest::aFailedJobSaysWhy()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.startJob(QStringLiteral("$ exit 7"));
    QTRY_COMPARE_WITH_TIMEOUT(fixture.firstStatus(), QStringLiteral("Failed"), jobTimeout);
    auto *notice = fixture.find<NoticeBar>("jobNotice");
    QVERIFY(notice->isVisible());
    QVERIFY2(notice->text().contains(QStringLiteral("7")), qPrintable(notice->text()));
    QVERIFY(notice->text().endsWith(u'.') || notice->text().size() > 20);
}

void DashboardTest::examplesRun_data()
{
    QTest::addColumn<int>("number");
    for (int number = 0; number < 4; ++number)
        QTest::addRow("example %d", number + 1) << number;
}

void DashboardTest::examplesRun()
{
    QFETCH(const int, number);
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    const auto examples = fixture.window().findChildren<QCommandLinkButton *>(QStringLiteral("example"));
    QCOMPARE(examples.size(), 4);
    examples.at(number)->setFocus();
    QTest::keyClick(examples.at(number), Qt::Key_Space);
    auto *dialog = fixture.window().findChild<NewJobDialog *>();
    QVERIFY(dialog != nullptr);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTRY_VERIFY(dialog->findChild<QPushButton *>(QStringLiteral("start"))->isEnabled());
    auto *editor = dialog->findChild<QWidget *>(QStringLiteral("prompt"));
    QTRY_VERIFY(editor->hasFocus());
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!fixture.firstStatus().isEmpty());
    const QStringList ends{QStringLiteral("Complete"), QStringLiteral("Failed"), QStringLiteral("Cancelled")};
    QTRY_VERIFY_WITH_TIMEOUT(ends.contains(fixture.firstStatus()), 2 * jobTimeout);
    QVERIFY2(fixture.firstStatus() == ends.constFirst(), qPrintable(fixture.find<LogView>("logView")->toPlainText()));
}

void DashboardTest::whatCanBeDoneCanStart_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<bool>("canStart");
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("blank") << QStringLiteral(" \n ") << false;
    QTest::newRow("plain language") << QStringLiteral("Build me a todo app in React") << true;
    QTest::newRow("a command") << QStringLiteral("$ make test") << true;
    QTest::newRow("a block") << QStringLiteral("Text\n```python\nprint(1)\n```\n") << true;
    QTest::newRow("an unfinished block") << QStringLiteral("```python\nprint(1)\n") << false;
}

void DashboardTest::whatCanBeDoneCanStart()
{
    QFETCH(const QString, prompt);
    OrchestratorClient client;
    NewJobDialog *dialog = new NewJobDialog(&client); // deletes itself when closed
    dialog->setPrompt(prompt);
    QTEST(dialog->findChild<QPushButton *>(QStringLiteral("start"))->isEnabled(), "canStart");
    QVERIFY(!dialog->findChild<NoticeBar *>(QStringLiteral("promptCheck"))->text().isEmpty());
    delete dialog;
}

void DashboardTest::narrowWindowsShowOnePane()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.startJob(QStringLiteral("$ true"));
    auto *table = fixture.find<QTableView>("jobTable");
    auto *page = fixture.find<JobPage>("jobPage");
    fixture.window().resize(1200, 600);
    QTRY_VERIFY(table->isVisible() && page->isVisible());
    fixture.window().resize(700, 600);
    QTRY_VERIFY(table->isVisible() && !page->isVisible());
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_VERIFY(!table->isVisible() && page->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QTRY_VERIFY(table->isVisible() && !page->isVisible());
    QVERIFY(table->hasFocus());
}

void DashboardTest::aTakenPortOffersAnother()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    DashboardFixture fixture(other.serverPort());
    QVERIFY(fixture.waitUntilOpen());
    auto *button = fixture.find<QPushButton>("otherPort");
    auto *state = fixture.find<QLabel>("apiState");
    QTRY_VERIFY(button->isVisible());
    QVERIFY(state->text().contains(QString::number(other.serverPort())));
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(!button->isVisible());
    QVERIFY(state->text().contains(QStringLiteral("http://127.0.0.1:")));
}

void DashboardTest::aHeldFolderNamesItsHolder()
{
    DashboardFixture first;
    QVERIFY(first.waitUntilOpen());
    DashboardFixture second(0, first.dataDir());
    auto *text = second.find<QLabel>("messageText");
    QTRY_VERIFY2(text->text().contains(QStringLiteral("the dashboard under test")), qPrintable(text->text()));
    QVERIFY(text->isVisible());
    QVERIFY(!second.find<QAction>("newJob")->isEnabled());
}

void DashboardTest::quittingAsksWhileJobsRun()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.startJob(QStringLiteral("$ sleep 600"));
    QTRY_COMPARE_WITH_TIMEOUT(fixture.firstStatus(), QStringLiteral("Running"), jobTimeout);
    QSignalSpy stopped(&fixture.core(), &CoreThread::stopped);

    fixture.window().close();
    auto *question = fixture.find<QMessageBox>("quitQuestion");
    QVERIFY(question != nullptr);
    question->findChild<QPushButton *>(QStringLiteral("keepRunning"))->click();
    QTRY_VERIFY(fixture.find<QMessageBox>("quitQuestion") == nullptr);
    QVERIFY(fixture.window().isVisible());
    QCOMPARE(fixture.firstStatus(), QStringLiteral("Running"));

    fixture.window().close();
    fixture.find<QPushButton>("cancelAndQuit")->click();
    QVERIFY(fixture.find<QLabel>("messageTitle")->isVisible());
    QVERIFY(stopped.wait(jobTimeout));
}

void DashboardTest::theWindowComesBackAsItWasLeft()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("dashboard.ini")), QSettings::IniFormat);
    OrchestratorClient client;
    {
        MainWindow window(&client, &settings);
        window.show();
        window.resize(700, 500);
        window.findChild<QTableView *>()->sortByColumn(JobModel::TaskColumn, Qt::AscendingOrder);
        window.close();
    }
    MainWindow window(&client, &settings);
    window.show();
    QCOMPARE(window.size(), QSize(700, 500));
    QCOMPARE(window.findChild<QTableView *>()->horizontalHeader()->sortIndicatorSection(), int(JobModel::TaskColumn));
}

void DashboardTest::theListComesBackAsItWasLeft()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("dashboard.ini")), QSettings::IniFormat);
    const QList<Job> jobs{sampleJob(QStringLiteral("one report"), JobStatus::Complete, 3),
                          sampleJob(QStringLiteral("another report"), JobStatus::Complete, 2),
                          sampleJob(QStringLiteral("third report"), JobStatus::Error, 1)};
    for (const bool isFirst : {true, false}) {
        OrchestratorClient client;
        MainWindow window(&client, &settings);
        window.show();
        client.receive(jobs);
        auto *table = window.findChild<JobTable *>();
        auto *box = window.findChild<QLineEdit *>(QStringLiteral("jobFilter"));
        auto *chip = window.findChild<QToolButton *>(QStringLiteral("chip3"));
        QTRY_VERIFY(table->isVisible());
        if (isFirst) {
            box->setText(QStringLiteral("report"));
            chip->click();
            QVERIFY(table->select(jobs.at(0).id));
            table->setColumnHidden(JobModel::ProviderColumn, false);
            table->setColumnHidden(JobModel::CreatedColumn, true);
        }
        QCOMPARE(box->text(), QStringLiteral("report"));
        QVERIFY(chip->isChecked());
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(table->selectedJobs(), QList<JobId>{jobs.at(0).id});
        QVERIFY2(!table->isColumnHidden(JobModel::ProviderColumn), isFirst ? "before" : "after");
        QVERIFY(table->isColumnHidden(JobModel::CreatedColumn));
        window.close();
    }
}

void DashboardTest::aSecondDashboardRaisesTheFirst()
{
    QTemporaryDir folder;
    SingleInstance first(folder.path());
    QVERIFY(first.claim());
    QSignalSpy raised(&first, &SingleInstance::raiseRequested);
    bool answered = false;
    const std::unique_ptr<QThread> other(QThread::create([&answered, path = folder.path()] {
        SingleInstance second(path);
        answered = !second.claim() && second.raiseOther("token");
    }));
    other->start();
    QVERIFY(raised.wait(5000));
    QVERIFY(other->wait(5000));
    QVERIFY(answered);
    QCOMPARE(raised.constFirst().constFirst().toByteArray(), QByteArray("token"));
}

QTEST_MAIN(DashboardTest)
#include "tst_dashboard.moc"
