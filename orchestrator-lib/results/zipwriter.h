#pragma once

#include <QByteArray>
#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <sys/stat.h>

#include "blockreader.h"
#include "result.h"

struct archive;
struct archive_entry;

namespace ca {

/// Writes a ZIP with libarchive: streaming, zip64 where needed, names in UTF-8. The file is complete only after
/// finish(); a writer that goes earlier leaves what it wrote to its owner to remove. One thread.
class ZipWriter
{
public:
    struct Added
    {
        /// Of what is in the archive.
        QByteArray sha256;
        /// It ended early or could not be read to its end, and is filled up with zeros.
        bool isDamaged = false;
        /// It was written to meanwhile: what is in the archive may be a mixture.
        bool hasChanged = false;
    };
    /// Called for each block that was read; false stops with a Cancelled error.
    using Progress = std::function<bool(qint64 bytes)>;

    static Result<ZipWriter> create(const QString &path);
    ZipWriter(ZipWriter &&) noexcept = default;
    ZipWriter &operator=(ZipWriter &&) noexcept = default;
    ~ZipWriter();

    Result<void> addFolder(const QString &name, const struct stat &info);
    Result<void> addLink(const QString &name, const struct stat &info, const QByteArray &target);
    /// Reads the open file to its size in `info`. Errors: Cancelled, Io (the archive cannot be written).
    Result<Added> addFile(const QString &name, const struct stat &info, int fd, const Progress &progress);
    Result<void> addBytes(const QString &name, const QByteArray &bytes);

    /// Writes the directory at the end and syncs the file to disk.
    Result<void> finish();

private:
    struct Closer
    {
        void operator()(archive *handle) const;
    };
    explicit ZipWriter(std::unique_ptr<archive, Closer> handle, int fd);
    Result<void> begin(const QString &name, const struct stat &info, qint64 size, const QByteArray &linkTarget = {});
    [[nodiscard]] std::unexpected<Error> writeError() const;

    std::unique_ptr<archive, Closer> m_archive;
    int m_fd = -1;
    /// What is being written: a write that failed leaves libarchive with a part of it, which it still reads at its end.
    std::optional<BlockReader> m_reader;
    QByteArray m_bytes;
};

} // namespace ca
