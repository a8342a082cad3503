#pragma once

#include <QString>
#include <optional>

#include "error.h"
#include "job.h"
#include "messages.h"

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
    /// What the agent says of itself when it has finished.
    static JobOutcome reported(const protocol::JobFinished &report);
    static JobOutcome cancelled();
    static JobOutcome interrupted();
    /// The same for a job that might have gone on, and why it does not.
    static JobOutcome notAdopted(const Error &why);
    /// The agent has ended, and said nothing. `errorOutput`: what the engine says of it.
    static JobOutcome unreported(int exitCode, const QString &errorOutput);
    /// The same while there was no orchestrator that it could have told: then its exit code says it.
    static JobOutcome endedMeanwhile(int exitCode, const QString &errorOutput);
};

} // namespace ca
