#pragma once

#include <QByteArray>
#include <QString>

#include "result.h"

namespace ca {

/// Makes the empty file of an upload, and its folder where that is missing. Blocks. Errors: NoSpace, Io.
[[nodiscard]] Result<void> createUploadFile(const QString &path);

/// Writes a part at its offset, which is where the file ends; what is written only in part is taken back. Blocks.
/// Errors: NoSpace, Io.
[[nodiscard]] Result<void> writePart(const QString &path, qint64 offset, const QByteArray &part);

/// Gives a file that is never written to again a second name, in a folder that is there; a copy where the file system
/// has no links. Blocks. Errors: NotFound, NoSpace, Io.
[[nodiscard]] Result<void> shareFile(const QString &from, const QString &to);

} // namespace ca
