#include "studio.h"

#include <QSettings>
#include <QTest>

#include "mainwindow.h"
#include "orchestratorclient.h"
#include "samplejobs.h"

namespace ca::dashboard {

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

Studio::Studio(const QString &folder, QString suffix)
    : m_folder(folder)
    , m_suffix(std::move(suffix))
{
}

void Studio::shoot(QWidget *widget, const QString &name)
{
    QTest::qWait(120);
    widget->grab().save(m_folder.filePath(name + m_suffix + QStringLiteral(".png")));
}

void Studio::window(const QString &name, QSize size, const QList<Job> &jobs,
                    const std::function<void(MainWindow &)> &prepare)
{
    QSettings settings(m_settings.filePath(name + QStringLiteral(".ini")), QSettings::IniFormat);
    settings.clear();
    settings.setValue(QStringLiteral("jobPage/tab"), QStringLiteral("logs"));
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

} // namespace ca::dashboard
