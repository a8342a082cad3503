#pragma once

#include "job.h"
#include "result.h"

namespace ca {

/// Longest prompt, in bytes of UTF-8.
inline constexpr qsizetype maxPromptBytes = 1024 * 1024;

/// Whether a request can become a job. Errors: InvalidArgument; detail is the field ("limits.memory_mb").
Result<void> checkRequest(const JobRequest &request);

} // namespace ca
