#pragma once

#include <QByteArray>

#include "job.h"
#include "result.h"

namespace ca {

/// Reads the body of POST /schedule ({"prompt": …}) or /submit ({"task": …}); `promptField` is the one or the other.
/// What it does not limit has the default limits. Fields that this version does not know are errors: nothing a caller
/// says is ignored. Errors: Malformed (no JSON), InvalidArgument (does not fit; detail is the field).
Result<JobRequest> parseScheduleBody(const QByteArray &body, const QString &promptField,
                                     const Limits &defaultLimits = {});

} // namespace ca
