#pragma once

#include <QList>
#include <QPointF>

#include "job.h"
#include "resourceprobe.h"

namespace ca::dashboard {

/// Points of a chart: x in seconds since the job's start.
using UsageSeries = QList<QPointF>;

/// In percent of one processor, between each two samples.
UsageSeries cpuSeries(const Job &job, const QList<ResourceUse> &samples);
/// In MiB.
UsageSeries memorySeries(const Job &job, const QList<ResourceUse> &samples);
/// Tokens in all so far: a stair that rises with each plan, up to `now` or the job's end.
UsageSeries tokenSeries(const JobDetails &details, qint64 now);

} // namespace ca::dashboard
