#include <QJsonArray>
#include <QJsonDocument>
#include <QSettings>
#include <QTemporaryDir>
#include <chrono>
#include <cstdio>

#include "framemeter.h"
#include "jobsource.h"
#include "listspeed.h"
#include "servingwindow.h"
#include "waiting.h"

// The dashboard's own window with many jobs, measured from within, since nobody outside sees its event loop. Prints the
// samples as a JSON array of pairs: [milliseconds, those of the GUI thread's own work], or [milliseconds without, with
// a dialog].

namespace {
using namespace ca::bench;
using namespace ca::dashboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QJsonArray pairs(const QList<Duration> &times)
{
    QJsonArray values;
    for (const Duration &time : times)
        values.append(QJsonArray{time.wall, time.work});
    return values;
}

/// The window without a core, as nothing but the list matters.
QJsonArray measureList(FrameMeter &meter, bool frames)
{
    const int count = frames ? 10'000 : 100'000;
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"dashboard.ini"_s), QSettings::IniFormat);
    OrchestratorClient client;
    MainWindow window(&client, &settings);
    window.show();
    const QList<ca::Job> jobs = mixedJobs(count);
    client.receive(jobs);
    if (!awaitRows(window, count))
        return {};
    wait(300ms);
    return pairs(frames ? frameTimes(meter, window, client, jobs.last(400)) : filterTimes(window));
}

QJsonArray measureServing(FrameMeter &meter, bool frames)
{
    ServingWindow window;
    if (!window.isReady())
        return {};
    if (frames)
        return pairs(window.framesWhileServing(meter));
    QJsonArray values;
    for (const ServingWindow::CallTimes &time : window.callTimes())
        values.append(QJsonArray{time.without, time.with});
    return values;
}
} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_NO_GLIB", "1"); // the meter needs Qt's own event loop
    FrameMeter meter(argc, argv);
    const QString what = QCoreApplication::arguments().value(1);
    QJsonArray values;
    if (what == "filter"_L1 || what == "frames"_L1) {
        values = measureList(meter, what == "frames"_L1);
    } else if (what == "serving"_L1 || what == "dialog"_L1) {
        values = measureServing(meter, what == "serving"_L1);
    } else {
        std::fputs("usage: ca-bench-window filter|frames|serving|dialog\n", stderr);
        return 2;
    }
    std::puts(QJsonDocument(values).toJson(QJsonDocument::Compact).constData());
    return values.isEmpty() ? 1 : 0;
}
