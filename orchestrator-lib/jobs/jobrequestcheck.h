#pragma once

#include "job.h"
#include "result.h"

namespace ca {

/// Longest prompt, in bytes of UTF-8.
inline constexpr qsizetype maxPromptBytes = 1024 * 1024;

/// Whether an engine has this name, or it is "auto". Errors: InvalidArgument.
Result<void> checkEngineName(const QString &name);
/// Whether it can be the name of an image. Errors: InvalidArgument; detail is "image".
Result<void> checkImageName(const QString &name);
/// Whether a request can become a job. Errors: InvalidArgument; detail is the field ("limits.memory_mb").
Result<void> checkRequest(const JobRequest &request);

} // namespace ca
