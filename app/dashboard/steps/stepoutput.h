#pragma once

#include <QString>

#include "job.h"
#include "result.h"

namespace ca::dashboard {

/// What a step printed, or as much of it as is shown: its beginning and its end.
struct StepOutput
{
    QString text;
    /// Bytes in the middle that are not in it.
    qint64 left = 0;

    bool operator==(const StepOutput &) const = default;
};

/// Reads a step's part of the logs in `folder`, stdout and stderr in order of arrival. `out` and `err` are where the
/// logs end now, for a step that still runs. Reads so much at most, however much there is. Blocks: not on the GUI
/// thread. Errors: Io.
Result<StepOutput> readStepOutput(const QString &folder, const Step &step, qint64 out, qint64 err);

} // namespace ca::dashboard
