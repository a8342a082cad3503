#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <sys/types.h>

namespace ca {

/// Who the files are to belong to, where that is not this process.
struct FileOwner
{
    uid_t user = 0;
    gid_t group = 0;
};

/// What archives may become.
struct UnpackLimits
{
    /// Of all files of a job together.
    qint64 bytes = 10LL * 1024 * 1024 * 1024;
    qint64 entries = 250'000;
    int depth = 100;
    /// How many times its own size an archive may have once it is unpacked; real ones seldom go beyond 100. Not asked
    /// of one that stays below `harmlessBytes`.
    qint64 ratio = 250;
    qint64 harmlessBytes = 256LL * 1024 * 1024;
};

/// Inputs that are to be put into a workspace.
struct PlacementRequest
{
    /// Holds them under their names.
    QString inputsDir;
    QStringList names;
    /// Exists, and nobody else writes there yet.
    QString workspaceDir;
    UnpackLimits limits = {};
    std::optional<FileOwner> owner = {};
};

} // namespace ca
