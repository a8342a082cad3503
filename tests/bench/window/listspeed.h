#pragma once

#include <QList>

#include "framemeter.h"
#include "job.h"
#include "mainwindow.h"
#include "orchestratorclient.h"
#include "stopwatch.h"

namespace ca::bench {

/// Waits until the list shows so many rows; false when that does not come.
bool awaitRows(dashboard::MainWindow &window, int rows);

/// Each from a text in the filter box to the painted list.
QList<Duration> filterTimes(dashboard::MainWindow &window);

/// The 99th percentile of the frames of each of five seconds in which these jobs change a thousand times.
QList<Duration> frameTimes(FrameMeter &meter, dashboard::MainWindow &window, dashboard::OrchestratorClient &client,
                           const QList<Job> &jobs);

} // namespace ca::bench
