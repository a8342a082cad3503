#include "joboutcome.h"

namespace ca {

JobOutcome JobOutcome::reported(const protocol::JobFinished &report)
{
    JobOutcome outcome;
    outcome.summary = QString::fromStdString(report.summary);
    if (report.status == "complete") {
        outcome.status = JobStatus::Complete;
        outcome.exitCode = 0;
        return outcome;
    }
    const bool isLimit = !report.limit.empty();
    const ErrorCode code = isLimit           ? ErrorCode::LimitReached
                           : report.exitCode ? ErrorCode::StepFailed
                                             : ErrorCode::AgentFailed;
    outcome.error = Error{code, QString::fromStdString(report.error), QString::fromStdString(report.limit)};
    outcome.exitCode = report.exitCode;
    return outcome;
}

JobOutcome JobOutcome::cancelled()
{
    JobOutcome outcome;
    outcome.status = JobStatus::Cancelled;
    return outcome;
}

JobOutcome JobOutcome::interrupted()
{
    return failed(
        {.code = ErrorCode::Interrupted,
         .message = QStringLiteral("interrupted: the orchestrator stopped while this job ran. What it had made "
                                   "and printed until then is kept; schedule it again to start over."),
         .detail = {}});
}

JobOutcome JobOutcome::notAdopted(const Error &why)
{
    return failed(
        {.code = ErrorCode::Interrupted,
         .message = QStringLiteral("interrupted: the orchestrator stopped while this job ran, and the next one "
                                   "could not go on with it: %1")
                        .arg(why.message),
         .detail = {}});
}

JobOutcome JobOutcome::unreported(int exitCode, const QString &errorOutput)
{
    return failed({.code = ErrorCode::AgentFailed,
                   .message = QStringLiteral("the agent ended without a report (exit code %1). %2")
                                  .arg(QString::number(exitCode), errorOutput.trimmed())
                                  .trimmed(),
                   .detail = {}});
}

JobOutcome JobOutcome::endedMeanwhile(int exitCode, const QString &errorOutput)
{
    if (exitCode == 0) {
        JobOutcome outcome;
        outcome.status = JobStatus::Complete;
        outcome.exitCode = 0;
        outcome.summary =
            QStringLiteral("It was completed while no orchestrator ran that the agent could have told more.");
        return outcome;
    }
    return failed({.code = ErrorCode::Interrupted,
                   .message = QStringLiteral("interrupted: the orchestrator stopped while this job ran, and the job's "
                                             "container ended before it was back (exit code %1). %2")
                                  .arg(QString::number(exitCode), errorOutput.trimmed())
                                  .trimmed(),
                   .detail = {}});
}

} // namespace ca
