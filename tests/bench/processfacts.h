#pragma once

#include "result.h"

namespace ca::bench {

/// Resident memory of a process, in MB (10^6 bytes). Errors: Io when it is not there.
Result<double> residentMb(qint64 pid);
/// How often threads of a process have been switched to or from so far.
Result<qint64> contextSwitches(qint64 pid);

} // namespace ca::bench
