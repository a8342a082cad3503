#pragma once

#include <QString>
#include <functional>
#include <stop_token>

#include "logtypes.h"
#include "result.h"

namespace ca::dashboard {

/// Writes a job's log, as it is now, to a file: byte by byte, of both streams line by line in the order in which the
/// lines began. `progress` gets 0 … 100. Blocks. Nothing is left behind after an error: Cancelled, NoSpace, Io.
Result<void> exportLog(const QString &folder, LogSource source, const QString &path, const std::stop_token &stop,
                       const std::function<void(int)> &progress);

} // namespace ca::dashboard
