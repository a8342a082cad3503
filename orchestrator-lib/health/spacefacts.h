#pragma once

#include <QString>

namespace ca {

/// How much room a folder's file system has.
struct SpaceFacts
{
    QString folder = {};
    /// False: the folder cannot be looked at.
    bool isKnown = false;
    bool isReadOnly = false;
    /// For this user, in bytes.
    qint64 freeBytes = 0;
    qint64 totalBytes = 0;
    /// No further file can be made, however small.
    bool isOutOfFiles = false;

    /// Blocks, on a network file system perhaps for long.
    static SpaceFacts of(const QString &folder);
};

} // namespace ca
