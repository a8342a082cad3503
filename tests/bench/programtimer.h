#pragma once

#include <QStringList>

#include "result.h"

namespace ca::bench {

/// Milliseconds from starting a program (no shell; its output goes to /dev/null) to its end. Errors: Io when it does
/// not start or fails.
Result<double> timeProgram(const QStringList &command);

} // namespace ca::bench
