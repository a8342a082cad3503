#include "folderarchive.h"

#include <QFile>
#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <cerrno>
#include <climits>
#include <memory>
#include <unistd.h>

#include "archivenames.h"
#include "folderwalk.h"
#include "utf8threadlocale.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

class FolderPacker
{
public:
    FolderPacker(const std::stop_token &stop, const std::function<void(qint64)> &progress)
        : m_archive(archive_write_new(), archive_write_free)
        , m_stop(stop)
        , m_progress(progress)
    {
    }

    Result<PackedFolder> run(const QString &folder, const QString &archivePath)
    {
        const auto root = BeneathDir::open(folder);
        if (!root)
            return failure(root.error());
        archive_write_set_format_pax_restricted(m_archive.get());
        archive_write_add_filter_zstd(m_archive.get());
        if (archive_write_open_filename(m_archive.get(), QFile::encodeName(archivePath).constData()) != ARCHIVE_OK)
            return writeError();
        Result<void> outcome;
        const auto walked = FolderWalk().run(*root, [this, &outcome](const WalkEntry &entry) {
            outcome = m_stop.stop_requested() ? Result<void>(failure(ErrorCode::Cancelled, u"packing was cancelled"_s))
                                              : add(entry);
            return outcome ? WalkStep::Continue : WalkStep::Stop;
        });
        if (!walked)
            return failure(walked.error());
        if (!outcome)
            return failure(outcome.error());
        if (archive_write_close(m_archive.get()) != ARCHIVE_OK)
            return writeError();
        return m_packed;
    }

private:
    using Entry = std::unique_ptr<archive_entry, void (*)(archive_entry *)>;

    [[nodiscard]] std::unexpected<Error> writeError() const
    {
        const char *reason = archive_error_string(m_archive.get());
        return failure(ErrorCode::Io, u"the archive cannot be written: %1"_s.arg(reason ? QString::fromUtf8(reason)
                                                                                        : u"unknown reason"_s));
    }

    Result<void> leaveOut(const WalkEntry &entry, const QString &why)
    {
        m_packed.leftOut.append(archiveName(entry.path) + u": "_s + why);
        return {};
    }

    Result<void> add(const WalkEntry &walked)
    {
        if (walked.problem != WalkProblem::None)
            return leaveOut(walked, u"cannot be read"_s);
        const Entry entry(archive_entry_new(), archive_entry_free);
        archive_entry_set_pathname(entry.get(), walked.path.constData());
        archive_entry_set_mode(entry.get(), walked.info.st_mode & (S_IFMT | 0777U));
        archive_entry_set_mtime(entry.get(), walked.info.st_mtim.tv_sec, walked.info.st_mtim.tv_nsec);
        if (walked.isFolder())
            return archive_write_header(m_archive.get(), entry.get()) == ARCHIVE_OK ? Result<void>() : writeError();
        if (walked.isLink())
            return addLink(walked, entry);
        return walked.isFile() ? addFile(walked, entry) : leaveOut(walked, u"is no file"_s);
    }

    Result<void> addLink(const WalkEntry &walked, const Entry &entry)
    {
        std::array<char, PATH_MAX> text{};
        const ssize_t size = ::readlinkat(walked.dirFd, walked.name, text.data(), text.size());
        const QByteArray target(text.data(), std::max<ssize_t>(size, 0));
        if (!isLinkContained(target, walked.path.count('/')))
            return leaveOut(walked, u"is a link that leads out of the folder"_s);
        archive_entry_set_symlink(entry.get(), target.constData());
        return archive_write_header(m_archive.get(), entry.get()) == ARCHIVE_OK ? Result<void>() : writeError();
    }

    Result<void> addFile(const WalkEntry &walked, const Entry &entry)
    {
        const UniqueFd file = openRegularBeneath(walked.dirFd, walked.name);
        if (!file.isValid())
            return leaveOut(walked, ioError(u"cannot be read"_s, errno).message);
        archive_entry_set_size(entry.get(), walked.info.st_size);
        if (archive_write_header(m_archive.get(), entry.get()) != ARCHIVE_OK)
            return writeError();
        return addBytes(walked, file);
    }

    Result<void> addBytes(const WalkEntry &walked, const UniqueFd &file)
    {
        qint64 left = walked.info.st_size;
        while (left > 0) {
            if (m_stop.stop_requested())
                return failure(ErrorCode::Cancelled, u"packing was cancelled"_s);
            const auto most = static_cast<size_t>(std::min<qint64>(left, m_buffer.size()));
            const ssize_t count = ::read(file.get(), m_buffer.data(), most);
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0) {
                return failure(ErrorCode::Io, u"%1 cannot be read to its end: it may have changed just now"_s.arg(
                                                  archiveName(walked.path)));
            }
            if (archive_write_data(m_archive.get(), m_buffer.constData(), static_cast<size_t>(count)) != count)
                return writeError();
            left -= count;
            m_progress(m_done += count);
        }
        return {};
    }

    std::unique_ptr<archive, int (*)(archive *)> m_archive;
    const std::stop_token &m_stop;
    const std::function<void(qint64)> &m_progress;
    QByteArray m_buffer = QByteArray(256LL * 1024, Qt::Uninitialized);
    qint64 m_done = 0;
    PackedFolder m_packed;
};
} // namespace

Result<PackedFolder> packFolder(const QString &folder, const QString &archivePath, const std::stop_token &stop,
                                const std::function<void(qint64)> &progress)
{
    const Utf8ThreadLocale locale;
    return FolderPacker(stop, progress).run(folder, archivePath);
}

} // namespace ca
