#pragma once

#include <QString>

namespace ca::bench {

/// What one measure has to reach.
struct Goal
{
    QString name;
    QString unit;
    double value = 0;
    /// The median must be at least `value`; else at most.
    bool isAtLeast = false;

    [[nodiscard]] bool isMetBy(double median) const { return isAtLeast ? median >= value : median <= value; }
};

} // namespace ca::bench
