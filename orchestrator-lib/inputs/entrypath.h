#pragma once

#include <QByteArray>

#include "result.h"

namespace ca {

/// An archive entry's name as a path beneath the folder it is unpacked to: relative, without "." and empty segments;
/// empty for the folder itself. Errors: InvalidArgument for a name that could lead elsewhere or that no file can have
/// (absolute, with "..", deeper than `maxDepth` folders, longer than the system takes); the sentence says which.
Result<QByteArray> entryPath(QByteArrayView name, int maxDepth);

/// A name for a sentence: what is not text is written as %XX, and what is long is cut.
QString shownName(QByteArrayView name);

} // namespace ca
