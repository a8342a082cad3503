#pragma once

#include "measure.h"

namespace ca::bench {

/// From wanting to see a running job's desktop to its first words (the RFB banner): cold, when nothing of it runs, and
/// warm, when somebody else is looking already.
class DesktopStart : public Measure
{
public:
    enum class From : bool { Cold, Warm };

    explicit DesktopStart(From from)
        : m_from(from)
    {
    }

    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;

private:
    From m_from;
};

} // namespace ca::bench
