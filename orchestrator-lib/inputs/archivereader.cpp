#include "archivereader.h"

#include <QFile>
#include <archive.h>
#include <archive_entry.h>

namespace ca {

using namespace Qt::StringLiterals;

namespace {
constexpr std::size_t blockBytes = 256UL * 1024;

Error encryptedError()
{
    return {.code = ErrorCode::Unsupported, .message = u"it is encrypted: send it without a password"_s, .detail = {}};
}

/// Only what people send; above all none that libarchive would start another program for.
void chooseFormats(archive *handle)
{
    archive_read_support_format_tar(handle);
    archive_read_support_format_7zip(handle);
    // Not the streaming one: what counts of a ZIP is its directory, and without that it is not whole.
    archive_read_support_format_zip_seekable(handle);
    archive_read_support_filter_gzip(handle);
    archive_read_support_filter_bzip2(handle);
    archive_read_support_filter_xz(handle);
    archive_read_support_filter_lzma(handle);
    archive_read_support_filter_zstd(handle);
    archive_read_support_filter_compress(handle);
}

ArchiveEntry entryFrom(archive_entry *entry)
{
    ArchiveEntry result{.name = archive_entry_pathname(entry),
                        .type = archive_entry_filetype(entry),
                        .permissions = archive_entry_perm(entry),
                        .size = archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : -1,
                        .modified = {.tv_sec = archive_entry_mtime(entry), .tv_nsec = archive_entry_mtime_nsec(entry)},
                        .linkTarget = {}};
    if (const char *other = archive_entry_hardlink(entry)) {
        result.type = 0;
        result.linkTarget = other;
    } else if (S_ISLNK(result.type)) {
        result.linkTarget = archive_entry_symlink(entry);
    }
    return result;
}
} // namespace

void ArchiveReader::Closer::operator()(archive *handle) const
{
    archive_read_free(handle);
}

Result<ArchiveReader> ArchiveReader::open(const QString &path)
{
    ArchiveReader reader{std::unique_ptr<archive, Closer>(archive_read_new())};
    chooseFormats(reader.m_archive.get());
    if (archive_read_open_filename(reader.m_archive.get(), QFile::encodeName(path).constData(), blockBytes) !=
        ARCHIVE_OK)
        return reader.readError();
    return reader;
}

std::unexpected<Error> ArchiveReader::readError() const
{
    // Asked before the format is known, libarchive 3.7 calls into nowhere.
    if (archive_format(m_archive.get()) != 0 && archive_read_has_encrypted_entries(m_archive.get()) == 1)
        return failure(encryptedError());
    const char *reason = archive_error_string(m_archive.get());
    return failure(ErrorCode::Corrupt, u"it is damaged, or no archive at all (%1)"_s.arg(
                                           reason ? QString::fromUtf8(reason) : u"unknown reason"_s));
}

Result<std::optional<ArchiveEntry>> ArchiveReader::next()
{
    archive_entry *entry = nullptr;
    const int status = archive_read_next_header(m_archive.get(), &entry);
    if (status == ARCHIVE_EOF)
        return std::nullopt;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
        return readError();
    if (archive_entry_is_encrypted(entry) != 0)
        return failure(encryptedError());
    return entryFrom(entry);
}

Result<std::optional<ArchiveReader::Block>> ArchiveReader::nextBlock()
{
    const void *data = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int status = archive_read_data_block(m_archive.get(), &data, &size, &offset);
    if (status == ARCHIVE_EOF)
        return std::nullopt;
    if (status != ARCHIVE_OK) // a warning is a checksum that does not fit
        return readError();
    return Block{.bytes = {static_cast<const char *>(data), static_cast<qsizetype>(size)}, .offset = offset};
}

qint64 ArchiveReader::position() const
{
    return archive_filter_bytes(m_archive.get(), -1);
}

} // namespace ca
