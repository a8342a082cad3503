#include "listspeed.h"

#include <QLineEdit>

#include "jobsource.h"
#include "jobtable.h"
#include "statistics.h"
#include "waiting.h"

namespace ca::bench {

namespace {
using namespace ca::dashboard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The 99th percentile.
double slowest(const QList<Duration> &frames, double Duration::*kind)
{
    QList<double> times;
    for (const Duration &frame : frames)
        times.append(frame.*kind);
    return quantile(times, 0.99);
}
} // namespace

bool awaitRows(MainWindow &window, int rows)
{
    for (int i = 0; i < 600; ++i) {
        if (window.findChild<JobTable *>()->model()->rowCount() == rows)
            return true;
        wait(50ms);
    }
    return false;
}

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

QList<Duration> frameTimes(FrameMeter &meter, MainWindow &window, OrchestratorClient &client, const QList<Job> &jobs)
{
    const JobSource source(jobs, 1000);
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

} // namespace ca::bench
