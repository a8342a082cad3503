#pragma once

#include <QByteArray>
#include <QList>
#include <QtTypes>
#include <cstdint>

namespace ca {

/// One thing in a folder of a job's, as a look at it shows it, without following or opening anything.
struct FileEntry
{
    enum class Type : std::uint8_t {
        File,
        Folder,
        Link,
        Other ///< a pipe, a socket, a device
    };

    /// Raw bytes, without a slash.
    QByteArray name;
    Type type = Type::File;
    /// In bytes; -1 for what is no file.
    qint64 size = -1;
    /// Milliseconds since 1970, UTC.
    qint64 modified = 0;
    /// Where a link points; for showing.
    QByteArray linkTarget = {};

    bool operator==(const FileEntry &) const = default;
};

/// What is in a folder, in the order of the names' bytes.
struct FolderListing
{
    QList<FileEntry> entries;
    /// There was more.
    bool isCut = false;
};

} // namespace ca
