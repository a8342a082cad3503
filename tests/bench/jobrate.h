#pragma once

#include "measure.h"

namespace ca::bench {

/// 300 trivial jobs, four at once, from the first POST /schedule to the last ZIP.
class JobRate : public Measure
{
public:
    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;
};

} // namespace ca::bench
