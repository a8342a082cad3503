#pragma once

#include <QSet>
#include <QString>

#include "result.h"

namespace ca {

/// Whether a file may be called so in a workspace: one path segment, at most 255 bytes, no control characters. Errors:
/// InvalidArgument with detail "name".
Result<void> checkInputName(const QString &name);

/// The name, or "name-2.csv" and so on when it is among those taken; it is taken then, too.
QString freeName(const QString &name, QSet<QString> &taken);

/// Names that the agent itself uses in a workspace.
QSet<QString> reservedNames();

} // namespace ca
