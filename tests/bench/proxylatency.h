#pragma once

#include "measure.h"

namespace ca::bench {

/// How much longer a byte to a server on loopback and back takes through a job's egress proxy than without it.
class ProxyLatency : public Measure
{
public:
    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;
};

} // namespace ca::bench
