#pragma once

#include <QFuture>
#include <QString>

#include "result.h"

namespace ca::dashboard {

/// Copies a file on a thread of the pool. What was at `target` stays until the copy is whole; a copy that fails or is
/// cancelled leaves nothing. The future's progress is in per mille. Errors: NotFound, NoSpace, Io.
QFuture<Result<void>> copyFile(const QString &source, const QString &target);

} // namespace ca::dashboard
