#pragma once

#include <QByteArray>
#include <functional>

#include "fileentry.h"
#include "result.h"

namespace ca::dashboard {

/// A tree of files that a sandbox made: nothing in it is followed, and what is read is read as it is. Paths are raw
/// bytes with slashes between, empty for the whole. Any thread but the GUI's: calls block.
class FileSource
{
public:
    /// Gets bytes in order; false ends the reading.
    using Sink = std::function<bool(const QByteArray &bytes)>;

    FileSource() = default;
    FileSource(const FileSource &) = delete;
    FileSource &operator=(const FileSource &) = delete;
    virtual ~FileSource() = default;

    /// Errors: NotFound, InvalidArgument (no folder), Io, Corrupt.
    [[nodiscard]] virtual Result<FolderListing> list(const QByteArray &path) = 0;
    /// At most `most` bytes of a regular file. Errors: NotFound, InvalidArgument (none), Io, Corrupt, Cancelled (by the
    /// sink).
    [[nodiscard]] virtual Result<void> read(const QByteArray &path, qint64 most, const Sink &sink) = 0;
};

} // namespace ca::dashboard
