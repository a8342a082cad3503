#include "archivemaker.h"

#include <QFile>
#include <archive.h>
#include <archive_entry.h>
#include <memory>

namespace ca::test {

namespace {
using namespace Qt::StringLiterals;

using Writer = std::unique_ptr<archive, int (*)(archive *)>;

void chooseFormat(archive *writer, const QString &path)
{
    if (path.endsWith(".zip"_L1))
        archive_write_set_format_zip(writer);
    else if (path.endsWith(".7z"_L1))
        archive_write_set_format_7zip(writer);
    else
        archive_write_set_format_pax_restricted(writer);
    if (path.endsWith("gz"_L1))
        archive_write_add_filter_gzip(writer);
    else if (path.endsWith("bz2"_L1))
        archive_write_add_filter_bzip2(writer);
    else if (path.endsWith("xz"_L1))
        archive_write_add_filter_xz(writer);
    else if (path.endsWith("zst"_L1))
        archive_write_add_filter_zstd(writer);
}

bool write(archive *writer, const MadeEntry &made)
{
    const std::unique_ptr<archive_entry, void (*)(archive_entry *)> entry(archive_entry_new(), archive_entry_free);
    archive_entry_set_pathname(entry.get(), made.name.constData());
    archive_entry_set_mode(entry.get(), made.type | made.permissions);
    archive_entry_set_mtime(entry.get(), 1'000'000'000, 0);
    archive_entry_set_size(entry.get(), made.content.size());
    if (!made.linkTarget.isEmpty())
        archive_entry_set_symlink(entry.get(), made.linkTarget.constData());
    if (!made.hardLinkTo.isEmpty())
        archive_entry_set_hardlink(entry.get(), made.hardLinkTo.constData());
    if (archive_write_header(writer, entry.get()) < ARCHIVE_WARN) // a name that is no text is worth a warning to it
        return false;
    return archive_write_data(writer, made.content.constData(), static_cast<size_t>(made.content.size())) ==
           made.content.size();
}
} // namespace

bool makeArchive(const QString &path, const QList<MadeEntry> &entries, const QByteArray &password)
{
    const Writer writer(archive_write_new(), archive_write_free);
    chooseFormat(writer.get(), path);
    if (!password.isEmpty() && (archive_write_set_options(writer.get(), "zip:encryption=aes256") != ARCHIVE_OK ||
                                archive_write_set_passphrase(writer.get(), password.constData()) != ARCHIVE_OK))
        return false;
    if (archive_write_open_filename(writer.get(), QFile::encodeName(path).constData()) != ARCHIVE_OK)
        return false;
    for (const MadeEntry &made : entries) {
        if (!write(writer.get(), made))
            return false;
    }
    return archive_write_close(writer.get()) == ARCHIVE_OK;
}

} // namespace ca::test
