#pragma once

#include "measure.h"

namespace ca::bench {

/// From starting the program that runs in every sandbox to its end, when it only says its version.
class AgentStart : public Measure
{
public:
    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;
};

} // namespace ca::bench
