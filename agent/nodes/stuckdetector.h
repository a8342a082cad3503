#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ca::agent {

struct StepRecord;

/// Notices that a model goes in circles: the same action with the same outcome in three rounds, or two such that take
/// turns twice. What failed has the same outcome when its exit code is the same, since messages of errors hold names of
/// temporary files and times; what succeeded, when its output is.
class StuckDetector
{
public:
    enum class Verdict : std::uint8_t {
        MovesOn,
        /// For the first time: the model is to be told.
        GoesInCircles,
        /// It was told.
        IsStuck,
    };

    /// The steps of one round. Within a round repetitions do not count: the model has not seen any outcome yet.
    Verdict add(std::span<const StepRecord> steps);

private:
    [[nodiscard]] bool repeats() const;

    std::vector<std::size_t> m_outcomes;
    bool m_isTold = false;
};

} // namespace ca::agent
