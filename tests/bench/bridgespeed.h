#pragma once

#include "measure.h"

namespace ca::bench {

/// How fast a desktop's pictures get through the bridge to one viewer.
class BridgeSpeed : public Measure
{
public:
    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;
};

/// How much later a key gets to the desktop, and its picture back, than without the bridge.
class BridgeLatency : public Measure
{
public:
    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;
};

} // namespace ca::bench
