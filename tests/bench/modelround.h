#pragma once

#include "measure.h"

namespace ca::bench {

/// What a round with a model costs beside the model: from one question's arrival to the next one's, with a model that
/// answers at once and a step that only writes a file.
class ModelRound : public Measure
{
public:
    [[nodiscard]] Goal goal() const override;
    Result<Samples> run() override;
};

} // namespace ca::bench
