#pragma once

#include <QByteArray>
#include <QString>
#include <functional>
#include <memory>
#include <mutex>

#include "fileentry.h"
#include "result.h"

class KArchiveEntry;
class KZip;

namespace ca {

/// A finished result, looked at without unpacking it. Opening reads the list of all entries: seconds for very many.
/// Any thread, one call at a time goes on; blocks. Paths are as in the archive, UTF-8, with slashes between; empty for
/// the whole. No link is followed.
class ResultArchive
{
public:
    /// Gets bytes in order; false ends the reading.
    using Sink = std::function<bool(const QByteArray &bytes)>;

    /// Errors: NotFound, Corrupt.
    static Result<std::shared_ptr<ResultArchive>> open(const QString &path);
    ~ResultArchive();
    ResultArchive(const ResultArchive &) = delete;
    ResultArchive &operator=(const ResultArchive &) = delete;

    /// Errors: NotFound, InvalidArgument (no folder).
    [[nodiscard]] Result<FolderListing> list(const QByteArray &path) const;
    /// Errors: NotFound.
    [[nodiscard]] Result<FileEntry> entry(const QByteArray &path) const;
    /// Reads a file, at most `most` bytes, in blocks. Errors: NotFound, InvalidArgument (no regular file), Corrupt,
    /// Cancelled (the sink had enough).
    [[nodiscard]] Result<void> read(const QByteArray &path, qint64 most, const Sink &sink) const;

private:
    explicit ResultArchive(std::unique_ptr<KZip> zip);
    [[nodiscard]] Result<const KArchiveEntry *> find(const QByteArray &path) const;

    std::unique_ptr<KZip> m_zip;
    mutable std::mutex m_mutex;
};

} // namespace ca
