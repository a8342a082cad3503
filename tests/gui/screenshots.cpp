#include <QApplication>
#include <QDir>
#include <QIcon>
#include <QLocale>
#include <QPalette>
#include <QSettings>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

#include "exampletask.h"
#include "jobtable.h"
#include "logview.h"
#include "mainwindow.h"
#include "newjobdialog.h"
#include "orchestratorclient.h"
#include "samplejobs.h"

using namespace ca;
using namespace ca::dashboard;

namespace {

QPalette darkPalette()
{
    QPalette palette(QColor(46, 47, 51));
    palette.setColor(QPalette::Base, QColor(33, 34, 37));
    palette.setColor(QPalette::AlternateBase, QColor(40, 41, 45));
    palette.setColor(QPalette::Highlight, QColor(38, 98, 173));
    palette.setColor(QPalette::Link, QColor(120, 174, 237));
    const QColor text(235, 235, 238);
    for (const auto role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::HighlightedText, QPalette::ToolTipText})
        palette.setColor(role, text);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(130, 130, 136));
    palette.setColor(QPalette::PlaceholderText, QColor(160, 160, 166));
    return palette;
}

QList<Job> busyJobs()
{
    Job building = sampleJob(QStringLiteral("Sales report as a web page"), JobStatus::Running, 1);
    building.stepsPlanned = 3;
    building.stepsDone = 1;
    building.currentStep = QStringLiteral("Run summarise.py");
    building.outBytes = 100;
    Job packing = sampleJob(QStringLiteral("Render the chapter images"), JobStatus::Running, 4);
    packing.phase = JobPhase::Packing;
    packing.packingPercent = 64;
    Job failed = sampleJob(QStringLiteral("Nightly link check of the documentation"), JobStatus::Error, 32);
    failed.exitCode = 1;
    failed.resultBytes = 20'480;
    failed.resultFiles = 4;
    failed.error = QStringLiteral("Step 2 (Run check_links.py) ended with exit code 1. Its output is in the log; mend "
                                  "the step and run the task again.");
    Job done = sampleJob(QStringLiteral("Fibonacci module with tests"), JobStatus::Complete, 58);
    done.resultBytes = 3'120;
    done.resultFiles = 2;
    Job longTitle = sampleJob(QStringLiteral("Compare the three compression libraries on every sample in the archive "
                                             "and write a table with times and sizes"),
                              JobStatus::Complete, 26 * 60);
    longTitle.resultBytes = 48'234'496;
    longTitle.resultFiles = 1'204;
    longTitle.completed = longTitle.started + 3'723'000;
    Job cancelled = sampleJob(QStringLiteral("Crawl the mirror list"), JobStatus::Cancelled, 95);
    return {longTitle,
            cancelled,
            done,
            failed,
            packing,
            building,
            sampleJob(QStringLiteral("Weekly summary"), JobStatus::Scheduled),
            sampleJob(QStringLiteral("A look around the sandbox"), JobStatus::Scheduled)};
}

class Studio
{
public:
    explicit Studio(const QString &folder)
        : m_folder(folder)
    {
    }

    void shoot(QWidget *widget, const QString &name)
    {
        QTest::qWait(120);
        widget->grab().save(m_folder.filePath(name + m_suffix + QStringLiteral(".png")));
    }

    void window(const QString &name, QSize size, const QList<Job> &jobs,
                const std::function<void(MainWindow &)> &prepare = {})
    {
        QSettings settings(m_settings.filePath(name + QStringLiteral(".ini")), QSettings::IniFormat);
        settings.clear();
        OrchestratorClient client;
        MainWindow window(&client, &settings);
        window.setApi({.url = QUrl(QStringLiteral("http://127.0.0.1:8000")), .port = 8000, .error = {}});
        window.setEngine({.name = QStringLiteral("bubblewrap"), .error = {}});
        window.resize(size);
        window.show();
        client.receive(jobs);
        QTest::qWait(60);
        if (prepare)
            prepare(window);
        shoot(&window, name);
    }

    void all(const QString &suffix);

private:
    QDir m_folder;
    QTemporaryDir m_settings;
    QString m_suffix;
};

void fillLog(MainWindow &window)
{
    auto *view = window.findChild<LogView *>();
    view->append({{.stream = LogStream::Out,
                   .text = QStringLiteral("$ sh step-1.sh\n49 data/sales.csv\n$ python3 summarise.py\n")},
                  {.stream = LogStream::Err,
                   .text = QStringLiteral("summarise.py:7: DeprecationWarning: the file is read without an encoding, "
                                          "which will be an error in a later version\n")},
                  {.stream = LogStream::Out,
                   .text = QStringLiteral("North    17,204\nWest     16,998\nEast     15,120\nSouth    14,871\n")}});
}

void select(MainWindow &window, const Job &job)
{
    window.findChild<JobTable *>()->select(job.id);
}

void Studio::all(const QString &suffix)
{
    m_suffix = suffix;
    const QList<Job> jobs = busyJobs();
    window(QStringLiteral("empty"), {1120, 680}, {});
    window(QStringLiteral("empty-small"), {480, 560}, {});
    window(QStringLiteral("busy"), {1120, 620}, jobs, [&jobs](MainWindow &window) {
        select(window, jobs.at(5));
        fillLog(window);
    });
    window(QStringLiteral("wide"), {1700, 900}, jobs, [&jobs](MainWindow &window) { select(window, jobs.at(0)); });
    window(QStringLiteral("failed"), {1120, 620}, jobs, [&jobs](MainWindow &window) {
        select(window, jobs.at(3));
        fillLog(window);
    });
    window(QStringLiteral("narrow-list"), {640, 560}, jobs);
    window(QStringLiteral("narrow-page"), {640, 560}, jobs, [&jobs](MainWindow &window) {
        select(window, jobs.at(3));
        QTest::keyClick(window.findChild<JobTable *>(), Qt::Key_Return);
        fillLog(window);
    });
    window(QStringLiteral("faults"), {1120, 560}, jobs, [](MainWindow &window) {
        window.setApi({.url = {}, .port = 8000, .error = QStringLiteral("Port 8000 is taken.")});
        window.setEngine({.name = QStringLiteral("bubblewrap"),
                          .error = QStringLiteral("Sandboxes cannot be made: this system forbids user namespaces. "
                                                  "Allow them with: sysctl kernel.unprivileged_userns_clone=1")});
    });
    window(QStringLiteral("held"), {900, 560}, {}, [](MainWindow &window) {
        window.showFault(
            {.code = ErrorCode::Conflict,
             .message = QStringLiteral(
                 "containerized-agentd (process 4711) works with the folder "
                 "/home/ada/.local/share/containerized-agent. End it first, or choose another folder with --data."),
             .detail = {}});
    });
    window(QStringLiteral("new-job"), {1120, 760}, jobs, [this](MainWindow &window) {
        window.findChild<QAction *>(QStringLiteral("newJob"))->trigger();
        auto *dialog = window.findChild<NewJobDialog *>();
        shoot(dialog, QStringLiteral("dialog-empty"));
        dialog->setPrompt(QStringLiteral("Build me a todo app in React"));
        shoot(dialog, QStringLiteral("dialog-plain"));
        dialog->setPrompt(exampleTasks().constFirst().prompt);
        shoot(dialog, QStringLiteral("dialog-example"));
    });
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    if (argc != 2) {
        qWarning("usage: screenshots DIR");
        return 2;
    }
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QTranslator english;
    if (english.load(QStringLiteral(":/i18n/containerized-agent_en.qm")))
        QCoreApplication::installTranslator(&english);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QDir().mkpath(QString::fromLocal8Bit(argv[1]));
    Studio studio(QString::fromLocal8Bit(argv[1]));
    studio.all({});
    QApplication::setPalette(darkPalette());
    studio.all(QStringLiteral("-dark"));
    return 0;
}
