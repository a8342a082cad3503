#pragma once

#include "measure.h"

namespace ca::bench {

/// What a job that runs `true` in a container takes longer, from POST /schedule to its ZIP, than the same engine takes
/// for a bare /bin/true: create, start, wait, remove. With a Docker of its own.
class EngineOverhead : public Measure
{
public:
    /// Whether a Docker can be started here.
    static bool isPossible();

    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;
};

} // namespace ca::bench
