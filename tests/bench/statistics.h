#pragma once

#include <QList>
#include <algorithm>

namespace ca::bench {

/// The value below which so much (0 … 1) of the samples lies; 0 without samples.
inline double quantile(QList<double> samples, double share)
{
    if (samples.isEmpty())
        return 0;
    std::ranges::sort(samples);
    const auto last = static_cast<double>(samples.size() - 1);
    return samples.at(static_cast<qsizetype>(last * share + 0.5));
}

inline double median(const QList<double> &samples)
{
    return quantile(samples, 0.5);
}

} // namespace ca::bench
