#pragma once

#include "measure.h"

namespace ca::bench {

/// How fast bytes come from a server on loopback through a job's egress proxy.
class ProxySpeed : public Measure
{
public:
    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;
};

} // namespace ca::bench
