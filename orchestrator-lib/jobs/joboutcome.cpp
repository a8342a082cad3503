#include "joboutcome.h"

namespace ca {

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

} // namespace ca
