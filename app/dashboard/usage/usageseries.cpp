#include "usageseries.h"

#include <algorithm>

namespace ca::dashboard {

namespace {

double seconds(const Job &job, qint64 time)
{
    return static_cast<double>(std::max<qint64>(0, time - job.started)) / 1000.0;
}

} // namespace

UsageSeries cpuSeries(const Job &job, const QList<ResourceUse> &samples)
{
    UsageSeries series;
    for (qsizetype i = 1; i < samples.size(); ++i) {
        const ResourceUse &before = samples.at(i - 1);
        const ResourceUse &now = samples.at(i);
        if (now.time <= before.time)
            continue; // the clock was set back
        const auto used = static_cast<double>(std::max<qint64>(0, now.cpuTime - before.cpuTime));
        series.append({seconds(job, now.time), 100.0 * used / static_cast<double>(now.time - before.time)});
    }
    return series;
}

UsageSeries memorySeries(const Job &job, const QList<ResourceUse> &samples)
{
    UsageSeries series;
    for (const ResourceUse &use : samples)
        series.append({seconds(job, use.time), static_cast<double>(use.memory) / (1 << 20)});
    return series;
}

UsageSeries tokenSeries(const JobDetails &details, qint64 now)
{
    const Job &job = details.job;
    if (job.tokens() == 0)
        return {};
    UsageSeries series{{0, 0}};
    double total = 0;
    const auto rise = [&](qint64 time, double to) {
        const double x = seconds(job, time);
        series.append({x, total});
        total = to;
        series.append({x, total});
    };
    for (const Step &step : details.steps) {
        if (step.tokens > 0)
            rise(step.started, total + static_cast<double>(step.tokens));
    }
    const qint64 end = job.completed > 0 ? job.completed : now;
    // What led to no step: the last analysis, which said that the task is done.
    if (const auto all = static_cast<double>(job.tokens()); all > total)
        rise(details.steps.isEmpty() ? end : std::clamp(details.steps.constLast().ended, job.started, end), all);
    series.append({seconds(job, end), total});
    return series;
}

} // namespace ca::dashboard
