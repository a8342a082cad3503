#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <memory>
#include <optional>
#include <sys/stat.h>

#include "result.h"

struct archive;
struct archive_entry;

namespace ca {

/// One entry of an archive, as it says itself: nothing in it is to be trusted.
struct ArchiveEntry
{
    QByteArray name;
    /// S_IFREG, S_IFDIR, S_IFLNK …; 0: another name of an earlier entry (linkTarget).
    mode_t type = 0;
    mode_t permissions = 0;
    /// -1: not said.
    qint64 size = -1;
    timespec modified = {};
    QByteArray linkTarget;
};

/// Reads a ZIP, tar (also compressed) or 7z file from front to end with libarchive, with little memory whatever is in
/// it. (KArchive, which opens archives elsewhere, unpacks a 7z into memory and a tar.gz into /tmp before it can be
/// asked how large they are: not for archives that anybody may have made.) One thread; blocks.
class ArchiveReader
{
public:
    /// Data of the current entry, at an offset: what is between blocks is zeros.
    struct Block
    {
        QByteArrayView bytes;
        qint64 offset;
    };

    /// Errors: Corrupt (damaged, or none of these formats), Unsupported (encrypted), Io.
    static Result<ArchiveReader> open(const QString &path);

    /// Not set at the end. Errors: as open().
    [[nodiscard]] Result<std::optional<ArchiveEntry>> next();
    /// Not set at the entry's end; valid until the next call. Errors: as open().
    [[nodiscard]] Result<std::optional<Block>> nextBlock();
    /// Bytes of the file that were read so far.
    [[nodiscard]] qint64 position() const;

private:
    struct Closer
    {
        void operator()(archive *handle) const;
    };
    explicit ArchiveReader(std::unique_ptr<archive, Closer> handle)
        : m_archive(std::move(handle))
    {
    }
    [[nodiscard]] std::unexpected<Error> readError() const;

    std::unique_ptr<archive, Closer> m_archive;
};

} // namespace ca
