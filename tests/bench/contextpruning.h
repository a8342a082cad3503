#pragma once

#include "measure.h"

namespace ca::bench {

/// Pruning a conversation of 1,000,000 tokens to a third of it.
class ContextPruning : public Measure
{
public:
    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;
};

} // namespace ca::bench
