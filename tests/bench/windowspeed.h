#pragma once

#include <cstdint>

#include "measure.h"

namespace ca::bench {

/// How fast the dashboard's window is with many jobs, shown nowhere: a program of its own measures it.
class WindowSpeed : public Measure
{
public:
    enum class What : std::uint8_t {
        Filter, ///< from typing a filter to the painted list, with 100,000 jobs
        Frames, ///< what the event loop does at once, painting included: the 99th percentile of each second, with
                ///< 10,000 jobs and 1,000 changes a second
    };

    explicit WindowSpeed(What what)
        : m_what(what)
    {
    }

    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;

private:
    What m_what;
};

} // namespace ca::bench
