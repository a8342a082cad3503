#pragma once

#include <QList>

#include "goal.h"
#include "result.h"

namespace ca::bench {

/// What a measure found: one value per sample, in the goal's unit.
struct Samples
{
    QList<double> values;
    /// What helps to read them: "bwrap alone: 6.2 ms".
    QString note = {};
};

/// One thing that is measured, by itself and from outside: a program, a server, a file.
class Measure
{
public:
    Measure() = default;
    virtual ~Measure() = default;
    Measure(const Measure &) = delete;
    Measure &operator=(const Measure &) = delete;

    [[nodiscard]] virtual Goal goal() const = 0;
    /// Blocks until it is measured. Errors: what kept it from that.
    virtual Result<Samples> run() = 0;
};

} // namespace ca::bench
