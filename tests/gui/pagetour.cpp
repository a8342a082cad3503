#include "pagetour.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QListWidget>
#include <QTabBar>
#include <QTest>

#include "healthdialog.h"
#include "jobtable.h"
#include "quitquestion.h"
#include "samplejobs.h"
#include "statuspanel.h"

namespace ca::dashboard {

namespace {

using namespace Qt::StringLiterals;

QList<Job> jobsInEveryState()
{
    Job running = sampleJob(u"[Sales report as a web page]"_s, JobStatus::Running, 1);
    running.stepsPlanned = 3;
    running.stepsDone = 1;
    running.currentStep = u"[Run summarise.py]"_s;
    Job packing = sampleJob(u"[Chapter images]"_s, JobStatus::Running, 4);
    packing.phase = JobPhase::Packing;
    packing.packingPercent = 64;
    Job asking = sampleJob(u"[Clean the disk]"_s, JobStatus::Running, 2);
    asking.phase = JobPhase::AwaitingApproval;
    Job failed = sampleJob(u"[Nightly link check]"_s, JobStatus::Error, 32);
    failed.exitCode = 1;
    failed.error = u"[Step 2 ended with exit code 1.]"_s;
    Job complete = sampleJob(u"[Fibonacci module with tests]"_s, JobStatus::Complete, 58);
    complete.resultBytes = 3'120;
    complete.resultFiles = 2;
    return {complete,
            failed,
            packing,
            running,
            asking,
            sampleJob(u"[Mirror list]"_s, JobStatus::Cancelled, 95),
            sampleJob(u"[Weekly summary]"_s, JobStatus::Scheduled)};
}

HealthReport report()
{
    return {.time = QDateTime::currentDateTimeUtc(),
            .checks = {{.id = u"engine"_s, .title = u"engine"_s, .finding = u"[It works.]"_s},
                       {.id = u"disk"_s,
                        .title = u"disk"_s,
                        .state = HealthState::Fault,
                        .finding = u"[The disk is full.]"_s,
                        .fix = u"[Delete jobs.]"_s}},
            .versions = {{u"[Qt]"_s, u"[6.8]"_s}}};
}

} // namespace

PageTour::PageTour()
    : m_settings(std::make_unique<QSettings>(m_folder.filePath(u"dashboard.ini"_s), QSettings::IniFormat))
    , m_client(std::make_unique<OrchestratorClient>())
    , m_window(std::make_unique<MainWindow>(m_client.get(), m_settings.get()))
    , m_shell(std::make_unique<Shell>(Shell::Parts{
          .window = m_window.get(),
          .client = m_client.get(),
          .windowSettings = m_settings.get(),
          .sources = {.arguments = {}, .environment = {}, .workingDir = m_folder.path(), .configDir = m_folder.path()},
          .running = {}}))
{
    m_window->resize(1280, 800);
    m_window->show();
}

PageTour::~PageTour() = default;

void PageTour::walk(const Look &look)
{
    walkWindow(look);
    walkJobs(look);
    walkDialogs(look);
}

// Layouts and late texts settle first.
void PageTour::show(QWidget *page, const QString &name, const Look &look)
{
    QVERIFY(QTest::qWaitForWindowExposed(page->window(), 20'000));
    QTest::qWait(60);
    look(page, name);
}

void PageTour::walkWindow(const Look &look)
{
    m_client->receive({});
    auto *welcome = m_window->findChild<QWidget *>(u"welcomePage"_s);
    QVERIFY(QTest::qWaitFor([welcome] { return welcome->isVisible(); }, 20'000));
    show(m_window.get(), u"welcome"_s, look);
    m_window->setApi({.url = {}, .port = 8000, .error = u"[Port 8000 is taken.]"_s});
    m_window->setEngine({.name = u"bubblewrap"_s, .error = u"[No sandbox can be made.]"_s});
    auto *status = m_window->findChild<StatusPanel *>();
    status->setProviders({});
    status->setCounts(2, 3);
    status->setSpace({.folder = u"/data"_s, .isKnown = true, .freeBytes = 1'000'000'000});
    show(m_window.get(), u"faults"_s, look);
    m_window->setApi({.url = QUrl(u"http://127.0.0.1:8000"_s), .port = 8000, .error = {}});
    m_window->setEngine({.name = u"bubblewrap"_s, .error = {}});
    status->setProviders({{.name = u"gemini"_s, .state = ProviderState::Ready}});
}

void PageTour::walkJobs(const Look &look)
{
    const QList<Job> jobs = jobsInEveryState();
    m_client->receive(jobs);
    auto *table = m_window->findChild<JobTable *>();
    QVERIFY(QTest::qWaitFor([table] { return table->isVisible(); }, 20'000));
    for (const Job &job : jobs) {
        table->select(job.id);
        walkTabs(job.title, look);
    }
}

void PageTour::walkTabs(const QString &name, const Look &look)
{
    auto *tabs = m_window->findChild<QTabBar *>();
    if (tabs == nullptr || !tabs->isVisible())
        return show(m_window.get(), name, look);
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        show(m_window.get(), QString(name + u' ' + tabs->tabText(tab)), look);
    }
}

void PageTour::walkDialogs(const Look &look)
{
    (new QuitQuestion(2, 1, m_window.get()))->open();
    for (const QString &name :
         {u"newJob"_s, u"settings"_s, u"health"_s, u"commands"_s, u"shortcuts"_s, u"about"_s, QString()}) {
        if (auto *action = m_window->findChild<QAction *>(name); action != nullptr && !name.isEmpty())
            action->trigger();
        const QList<QDialog *> dialogs = m_window->findChildren<QDialog *>(Qt::FindDirectChildrenOnly);
        for (QDialog *dialog : dialogs) {
            if (!dialog->isVisible())
                continue;
            if (auto *health = qobject_cast<HealthDialog *>(dialog)) {
                show(health, u"health without a core"_s, look);
                health->showReport(report());
            }
            walkSettings(dialog, look);
            show(dialog, dialog->objectName(), look);
            delete dialog;
        }
    }
}

void PageTour::walkSettings(QWidget *dialog, const Look &look)
{
    auto *subjects = dialog->findChild<QListWidget *>(u"subjects"_s);
    for (int row = 0; subjects != nullptr && row < subjects->count(); ++row) {
        subjects->setCurrentRow(row);
        show(dialog, QString(u"settings " + subjects->item(row)->text()), look);
    }
}

} // namespace ca::dashboard
