#pragma once

#include <QString>
#include <optional>

#include "error.h"
#include "job.h"

namespace ca {

/// How a job's work ended, before its result is packed.
struct JobOutcome
{
    JobStatus status = JobStatus::Error;
    /// Why, for everything but JobStatus::Complete.
    std::optional<Error> error;
    std::optional<int> exitCode;
    QString summary;

    static JobOutcome failed(Error why)
    {
        return {.status = JobStatus::Error, .error = std::move(why), .exitCode = {}, .summary = {}};
    }
    static JobOutcome cancelled();
    static JobOutcome interrupted();
};

} // namespace ca
