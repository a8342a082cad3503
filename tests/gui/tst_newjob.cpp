#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include "dashboardfixture.h"
#include "findwidget.h"
#include "inputlist.h"
#include "jobmodel.h"
#include "newjobdialog.h"
#include "newjobmemory.h"
#include "noticebar.h"

using namespace ca;
using namespace ca::dashboard;

namespace {

// Generous: other tests may have the processors.
constexpr int patience = 30'000;

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

/// The dialog for a new job: what becomes of its inputs, its options and its drafts.
class NewJobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void droppedInputsArriveInTheWorkspace();
    void limitsAndOptionsArrive();
    void draftsSurviveAKilledProcess();
    void startingClearsTheDraftAndRemembersThePrompt();
    void promptsAreRememberedOnce();
    void sendingCanBeCancelled();
};

void NewJobTest::droppedInputsArriveInTheWorkspace()
{
    QTemporaryDir folder;
    write(folder.filePath(QStringLiteral("table.csv")), QByteArray("a,b\n").repeated(2'000'000)); // more than one part
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("project/src")));
    write(folder.filePath(QStringLiteral("project/src/main.txt")), "from the folder\n");

    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.find<QAction>("newJob")->trigger();
    auto *dialog = fixture.window().findChild<NewJobDialog *>();
    QVERIFY(dialog != nullptr);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(folder.filePath(QStringLiteral("table.csv"))),
                  QUrl::fromLocalFile(folder.filePath(QStringLiteral("project")))});
    auto *prompt = find<QPlainTextEdit>(dialog, QStringLiteral("prompt"));
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(prompt->viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(prompt->viewport(), &drop);
    QCOMPARE(dialog->findChild<InputList *>()->paths().size(), 2);
    QVERIFY(prompt->toPlainText().isEmpty());
    dialog->setPrompt(QStringLiteral("$ wc -l < table.csv > lines; find . -name main.txt -exec cat {} + > found"));
    find<QPushButton>(dialog, QStringLiteral("start"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.firstStatus(), QStringLiteral("Complete"), 3 * patience);

    const QDir jobs(fixture.dataDir() + QStringLiteral("/jobs"));
    const QString job = jobs.filePath(jobs.entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0));
    QFile lines(job + QStringLiteral("/workspace/lines"));
    QVERIFY2(lines.open(QIODevice::ReadOnly), qPrintable(job));
    QCOMPARE(lines.readAll().trimmed(), QByteArray("2000000"));
    QFile found(job + QStringLiteral("/workspace/found"));
    QVERIFY(found.open(QIODevice::ReadOnly));
    QCOMPARE(found.readAll(), QByteArray("from the folder\n"));
}

void NewJobTest::limitsAndOptionsArrive()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.find<QAction>("newJob")->trigger();
    auto *dialog = fixture.window().findChild<NewJobDialog *>();
    QSignalSpy scheduled(dialog, &NewJobDialog::scheduled);
    dialog->setPrompt(QStringLiteral("$ true"));
    find<QLineEdit>(dialog, QStringLiteral("limits.wall_time"))->setText(QStringLiteral("77"));
    find<QComboBox>(dialog, QStringLiteral("network"))->setCurrentIndex(1);
    find<QComboBox>(dialog, QStringLiteral("priority"))->setCurrentIndex(1);
    auto *start = find<QPushButton>(dialog, QStringLiteral("start"));
    QVERIFY(start->isEnabled());
    start->click();
    QVERIFY(QTest::qWaitFor([&scheduled] { return !scheduled.isEmpty(); }, patience)); // the dialog is gone then
    const auto id = scheduled.constFirst().constFirst().value<JobId>();
    QTRY_VERIFY(!fixture.firstStatus().isEmpty());
    const Job job = fixture.find<QTableView>("jobTable")->model()->index(0, 0).data(JobModel::JobRole).value<Job>();
    QCOMPARE(job.id, id);
    QCOMPARE(job.limits.wallTimeSeconds, 77);
    QCOMPARE(job.limits.memoryMb, Limits().memoryMb);
    QCOMPARE(job.network, NetworkPolicy::Off);
    QCOMPARE(job.priority, 50);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.firstStatus(), QStringLiteral("Complete"), patience);
}

void NewJobTest::draftsSurviveAKilledProcess()
{
    QTemporaryDir folder;
    const QString ini = folder.filePath(QStringLiteral("dashboard.ini"));
    // This program again, which writes a draft and is killed while the dialog is open.
    QProcess writer;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("CA_WRITE_DRAFT"), ini);
    writer.setProcessEnvironment(environment);
    writer.start(QCoreApplication::applicationFilePath(), {});
    const QString draft = folder.filePath(QStringLiteral("new-job-draft.json"));
    QVERIFY(QTest::qWaitFor([&draft] { return QFile::exists(draft); }, patience));
    writer.kill();
    QVERIFY(writer.waitForFinished(patience));

    QSettings settings(ini, QSettings::IniFormat);
    NewJobMemory memory(&settings);
    OrchestratorClient client;
    const std::unique_ptr<NewJobDialog> dialog(new NewJobDialog(&client, &memory, nullptr));
    dialog->show();
    auto *prompt = find<QPlainTextEdit>(dialog.get(), QStringLiteral("prompt"));
    QCOMPARE(prompt->toPlainText(), QStringLiteral("$ echo half writ"));
    QCOMPARE(find<QLineEdit>(dialog.get(), QStringLiteral("limits.steps"))->text(), QStringLiteral("9"));
    auto *notice = find<NoticeBar>(dialog.get(), QStringLiteral("draftNotice"));
    QVERIFY(notice->isVisible());
    find<QPushButton>(notice, QStringLiteral("noticeButton"))->click();
    QVERIFY(prompt->toPlainText().isEmpty());
    QVERIFY(find<QLineEdit>(dialog.get(), QStringLiteral("limits.steps"))->text().isEmpty());
    QVERIFY(!notice->isVisible());
    QVERIFY(!QFile::exists(draft));
}

void NewJobTest::startingClearsTheDraftAndRemembersThePrompt()
{
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.startJob(QStringLiteral("$ true"));
    QTRY_COMPARE_WITH_TIMEOUT(fixture.firstStatus(), QStringLiteral("Complete"), patience);
    fixture.find<QAction>("newJob")->trigger();
    auto *dialog = fixture.window().findChild<NewJobDialog *>();
    QVERIFY(find<QPlainTextEdit>(dialog, QStringLiteral("prompt"))->toPlainText().isEmpty());
    QVERIFY(find<QPushButton>(dialog, QStringLiteral("recentPrompts"))->isEnabled());
}

void NewJobTest::promptsAreRememberedOnce()
{
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("dashboard.ini")), QSettings::IniFormat);
    const NewJobMemory memory(&settings);
    for (int number = 0; number < 30; ++number)
        memory.addPrompt(QStringLiteral("task %1").arg(number % 25));
    QCOMPARE(memory.recentPrompts().size(), 20);
    QCOMPARE(memory.recentPrompts().constFirst(), QStringLiteral("task 4"));
    QCOMPARE(memory.recentPrompts().count(QStringLiteral("task 4")), 1);
    memory.clearPrompts();
    QVERIFY(memory.recentPrompts().isEmpty());
}

void NewJobTest::sendingCanBeCancelled()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("huge.bin"));
    write(path, "x");
    QVERIFY(QFile::resize(path, qint64{3} << 30)); // takes seconds to send
    DashboardFixture fixture;
    QVERIFY(fixture.waitUntilOpen());
    fixture.find<QAction>("newJob")->trigger();
    auto *dialog = fixture.window().findChild<NewJobDialog *>();
    dialog->setPrompt(QStringLiteral("$ true"));
    dialog->findChild<InputList *>()->add({path});
    find<QPushButton>(dialog, QStringLiteral("start"))->click();
    auto *notice = find<NoticeBar>(dialog, QStringLiteral("promptCheck"));
    QTRY_VERIFY_WITH_TIMEOUT(notice->text().contains(QStringLiteral("huge.bin")), patience);
    find<QPushButton>(dialog, QStringLiteral("cancel"))->click();
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>(dialog, QStringLiteral("start"))->isEnabled(), patience);
    QVERIFY(fixture.firstStatus().isEmpty());
    const QDir uploads(fixture.dataDir() + QStringLiteral("/uploads"));
    QTRY_VERIFY(uploads.entryList(QDir::Files).isEmpty());
}

namespace {

/// Types a draft and waits to be killed.
int writeDraft(const QString &ini)
{
    QSettings settings(ini, QSettings::IniFormat);
    NewJobMemory memory(&settings);
    OrchestratorClient client;
    NewJobDialog dialog(&client, &memory, nullptr);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    find<QLineEdit>(&dialog, QStringLiteral("limits.steps"))->setText(QStringLiteral("9"));
    QTest::keyClicks(find<QPlainTextEdit>(&dialog, QStringLiteral("prompt")), QStringLiteral("$ echo half writ"));
    QTest::qWait(patience);
    return 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    if (const QString ini = qEnvironmentVariable("CA_WRITE_DRAFT"); !ini.isEmpty())
        return writeDraft(ini);
    NewJobTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_newjob.moc"
