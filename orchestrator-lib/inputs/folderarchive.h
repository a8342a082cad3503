#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <stop_token>

#include "result.h"

namespace ca {

/// What packFolder() made.
struct PackedFolder
{
    /// Files and links that are not in it, each with the reason.
    QStringList leftOut;
};

/// Packs a folder's contents into a tar.zst, with names, dates, running rights and those links that stay inside, byte
/// by byte as they are. `progress` gets the bytes that were read. Blocks. Errors: Cancelled, NoSpace, Io.
Result<PackedFolder> packFolder(const QString &folder, const QString &archivePath, const std::stop_token &stop,
                                const std::function<void(qint64)> &progress);

} // namespace ca
