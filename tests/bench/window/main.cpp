#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QSettings>
#include <QTemporaryDir>
#include <chrono>
#include <cstdio>

#include "framemeter.h"
#include "jobsource.h"
#include "jobtable.h"
#include "mainwindow.h"
#include "orchestratorclient.h"
#include "statistics.h"

// The dashboard's own window with many jobs, measured from within, since nobody outside sees its event loop. Prints the
// samples as a JSON array of [milliseconds, those of the GUI thread's own work].

namespace {
using namespace ca::bench;
using namespace ca::dashboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

void wait(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Waits until the list shows so many rows; false when that does not come.
bool awaitRows(MainWindow &window, int rows)
{
    for (int i = 0; i < 600; ++i) {
        if (window.findChild<JobTable *>()->model()->rowCount() == rows)
            return true;
        wait(50ms);
    }
    return false;
}

/// From a text in the filter box to the painted list.
QList<Duration> filterTimes(MainWindow &window)
{
    auto *box = window.findChild<QLineEdit *>(u"jobFilter"_s);
    QList<Duration> times;
    for (const QString &text : {u"report"_s, u"week 77"_s, u"status:failed charts"_s, u"gemini"_s, u"id:4f"_s,
                                u"zebra"_s, u"SUMMARY"_s, u""_s}) {
        const Stopwatch clock;
        box->setText(text);
        window.repaint();
        times.append(clock.elapsed());
        wait(50ms);
    }
    return times;
}

/// The 99th percentile.
double slowest(const QList<Duration> &frames, double Duration::*kind)
{
    QList<double> times;
    for (const Duration &frame : frames)
        times.append(frame.*kind);
    return quantile(times, 0.99);
}

/// The 99th percentile of each of some seconds with a thousand changes.
QList<Duration> frameTimes(FrameMeter &meter, MainWindow &window, OrchestratorClient &client,
                           const QList<ca::Job> &jobs)
{
    const JobSource source(jobs.last(400), 1000);
    QObject::connect(&source, &JobSource::changed, &client, &OrchestratorClient::receive);
    wait(500ms);
    QList<Duration> times;
    for (int second = 0; second < 5; ++second) {
        meter.watch(&window);
        wait(1s);
        const QList<Duration> frames = meter.takeFrames();
        if (frames.size() < 5) // something else has the processors, or nothing is painted
            continue;
        times.append({.wall = slowest(frames, &Duration::wall), .work = slowest(frames, &Duration::work)});
    }
    return times;
}
} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_NO_GLIB", "1"); // the meter needs Qt's own event loop
    FrameMeter meter(argc, argv);
    const QString what = QCoreApplication::arguments().value(1);
    const int count = QCoreApplication::arguments().value(2).toInt();
    if ((what != "filter"_L1 && what != "frames"_L1) || count < 400) {
        std::fputs("usage: ca-bench-window filter|frames JOBS\n", stderr);
        return 2;
    }
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"dashboard.ini"_s), QSettings::IniFormat);
    OrchestratorClient client;
    MainWindow window(&client, &settings);
    window.show();
    const QList<ca::Job> jobs = mixedJobs(count);
    client.receive(jobs);
    if (!awaitRows(window, count))
        return 1;
    wait(300ms);
    const QList<Duration> times = what == "filter"_L1 ? filterTimes(window) : frameTimes(meter, window, client, jobs);
    QJsonArray values;
    for (const Duration &time : times)
        values.append(QJsonArray{time.wall, time.work});
    std::puts(QJsonDocument(values).toJson(QJsonDocument::Compact).constData());
    return 0;
}
