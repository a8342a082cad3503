#include "zipwriter.h"

#include <QFile>
#include <archive.h>
#include <archive_entry.h>
#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

#include "sha256.h"
#include "utf8threadlocale.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

bool hasChanged(int fd, const struct stat &before)
{
    struct stat after{};
    return ::fstat(fd, &after) != 0 || after.st_size != before.st_size ||
           after.st_mtim.tv_sec != before.st_mtim.tv_sec || after.st_mtim.tv_nsec != before.st_mtim.tv_nsec;
}
} // namespace

void ZipWriter::Closer::operator()(archive *handle) const
{
    archive_write_free(handle);
}

ZipWriter::ZipWriter(std::unique_ptr<archive, Closer> handle, int fd)
    : m_archive(std::move(handle))
    , m_fd(fd)
{
}

ZipWriter::~ZipWriter()
{
    if (!m_archive)
        return;
    // libarchive frees all it has only after an ordinary end; what that writes goes nowhere.
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere < 0 || ::dup2(nowhere, m_fd) < 0)
        archive_write_fail(m_archive.get());
    m_archive.reset();
    ::close(nowhere);
    ::close(m_fd);
}

Result<ZipWriter> ZipWriter::create(const QString &path)
{
    const int fd =
        ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0)
        return failure(ioError(u"cannot create %1"_s.arg(path), errno));
    const Utf8ThreadLocale locale;
    ZipWriter writer(std::unique_ptr<archive, Closer>(archive_write_new()), fd);
    archive *handle = writer.m_archive.get();
    archive_write_set_format_zip(handle);
    // No hdrcharset: it would compose decomposed names, and two files could become one. In a UTF-8 locale names are
    // taken as they are and flagged as UTF-8.
    // Level 3 packs text nearly as small as the default 6, in half the time.
    const int options = archive_write_set_options(handle, "zip:compression=deflate,zip:compression-level=3");
    if (options != ARCHIVE_OK || archive_write_open_fd(handle, fd) != ARCHIVE_OK)
        return writer.writeError();
    return writer;
}

std::unexpected<Error> ZipWriter::writeError() const
{
    const int number = archive_errno(m_archive.get());
    const QString reason = QString::fromUtf8(archive_error_string(m_archive.get()));
    if (number == ENOSPC || number == EDQUOT || number == EFBIG)
        return failure(ErrorCode::Io, u"the result does not fit on the disk: make room in the data folder"_s);
    return failure(ErrorCode::Io, u"cannot write the result: %1"_s.arg(reason));
}

Result<void> ZipWriter::begin(const QString &name, const struct stat &info, qint64 size, const QByteArray &linkTarget)
{
    const Utf8ThreadLocale locale;
    const std::unique_ptr<archive_entry, void (*)(archive_entry *)> entry(archive_entry_new(), archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.toUtf8().constData());
    archive_entry_set_mode(entry.get(), info.st_mode & (S_IFMT | 0777));
    archive_entry_set_mtime(entry.get(), info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
    archive_entry_set_size(entry.get(), size);
    if (!linkTarget.isEmpty())
        archive_entry_set_symlink(entry.get(), linkTarget.constData());
    if (archive_write_header(m_archive.get(), entry.get()) != ARCHIVE_OK)
        return writeError();
    return {};
}

Result<void> ZipWriter::addFolder(const QString &name, const struct stat &info)
{
    return begin(name + u'/', info, 0);
}

Result<void> ZipWriter::addLink(const QString &name, const struct stat &info, const QByteArray &target)
{
    return begin(name, info, 0, target);
}

Result<ZipWriter::Added> ZipWriter::addFile(const QString &name, const struct stat &info, int fd,
                                            const Progress &progress)
{
    if (auto begun = begin(name, info, info.st_size); !begun)
        return failure(begun.error());
    BlockReader &reader = m_reader.emplace(fd, info.st_size);
    Sha256 sha;
    for (QByteArrayView block = reader.next(); !block.isEmpty(); block = reader.next()) {
        sha.add(block);
        if (archive_write_data(m_archive.get(), block.data(), static_cast<size_t>(block.size())) != block.size())
            return writeError();
        if (!progress(block.size()))
            return failure(ErrorCode::Cancelled, u"packing was cancelled"_s);
    }
    return Added{.sha256 = sha.result(), .isDamaged = reader.isDamaged(), .hasChanged = hasChanged(fd, info)};
}

Result<void> ZipWriter::addBytes(const QString &name, const QByteArray &bytes)
{
    struct stat info{};
    info.st_mode = S_IFREG | 0644;
    info.st_mtim.tv_sec = ::time(nullptr);
    if (auto begun = begin(name, info, bytes.size()); !begun)
        return begun;
    m_bytes = bytes;
    if (archive_write_data(m_archive.get(), m_bytes.constData(), static_cast<size_t>(bytes.size())) != bytes.size())
        return writeError();
    return {};
}

Result<void> ZipWriter::finish()
{
    if (archive_write_close(m_archive.get()) != ARCHIVE_OK)
        return writeError();
    if (::fsync(m_fd) != 0)
        return failure(ioError(u"cannot write the result to disk"_s, errno));
    m_archive.reset();
    ::close(m_fd);
    return {};
}

} // namespace ca
