#pragma once

#include "placement.h"
#include "result.h"

namespace ca {

/// Counts what is unpacked against the limits: over all inputs of a job, and per archive for the ratio. Sizes count as
/// files have them, holes too.
class UnpackBudget
{
public:
    explicit UnpackBudget(const UnpackLimits &limits)
        : m_limits(limits)
    {
    }

    /// The next archive or file has so many bytes itself.
    void beginInput(qint64 bytes);
    /// Errors: TooLarge.
    [[nodiscard]] Result<void> addEntry();
    /// Before they are written. Errors: TooLarge.
    [[nodiscard]] Result<void> addBytes(qint64 bytes);

    [[nodiscard]] const UnpackLimits &limits() const { return m_limits; }

private:
    UnpackLimits m_limits;
    qint64 m_entries = 0;
    qint64 m_bytes = 0;
    qint64 m_inputSize = 0;
    qint64 m_inputBytes = 0;
};

} // namespace ca
