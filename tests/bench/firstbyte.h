#pragma once

#include "measure.h"

namespace ca::bench {

/// From POST /schedule to the first byte a step prints, as a client that follows the log sees it; as a multiple of a
/// bare sandbox that runs `true`.
class FirstByte : public Measure
{
public:
    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;
};

} // namespace ca::bench
