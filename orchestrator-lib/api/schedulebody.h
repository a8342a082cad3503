#pragma once

#include <QByteArray>
#include <expected>

#include "apierror.h"
#include "job.h"

namespace ca {

/// A body that is no job: 400 (no JSON) or 422 (does not fit; the field is named).
struct BodyError
{
    HttpStatus status;
    Error error;
};

/// Reads the body of POST /schedule ({"prompt": …}) or /submit ({"task": …}); `promptField` is the one or the other.
/// Fields that this version does not know are errors: nothing a caller says is ignored.
std::expected<JobRequest, BodyError> parseScheduleBody(const QByteArray &body, const QString &promptField);

} // namespace ca
