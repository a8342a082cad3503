#pragma once

#include <cstdint>

#include "measure.h"

namespace ca::bench {

/// The dashboard with 10,000 jobs on an X server that shows nothing: from its start to the first frame of its window,
/// as somebody before the screen would see it, or the memory that it has when all jobs are there.
class DashboardStart : public Measure
{
public:
    enum class What : std::uint8_t { FirstFrame, Memory };

    explicit DashboardStart(What what)
        : m_what(what)
    {
    }

    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;

private:
    /// A first frame's time, or the memory.
    [[nodiscard]] Result<double> startOnce(const QString &dataDir) const;

    What m_what;
};

} // namespace ca::bench
