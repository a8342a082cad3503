#pragma once

#include "measure.h"

namespace ca::bench {

/// How long a job of 300 MB is in its phase "packing", as a multiple of what bsdtar takes for a ZIP of the same folder.
class PackingSpeed : public Measure
{
public:
    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;
};

} // namespace ca::bench
