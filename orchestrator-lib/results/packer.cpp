#include "packer.h"

#include <QFile>
#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <unistd.h>

#include "archivenames.h"
#include "folderwalk.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

const QString workspacePrefix = u"workspace/"_s;

QString inWorkspace(const QByteArray &path)
{
    return workspacePrefix + archiveName(path);
}

/// Beyond 65,535 bytes libarchive's ZIP writer overruns its buffer; beyond these no unpacker can make the file.
bool isTooLong(const QString &name)
{
    constexpr qsizetype maxPathBytes = 4000;
    constexpr qsizetype maxNameBytes = 255;
    const QByteArray bytes = name.toUtf8();
    return bytes.size() > maxPathBytes ||
           std::ranges::any_of(bytes.split('/'), [](const QByteArray &part) { return part.size() > maxNameBytes; });
}

QString reasonOf(const WalkEntry &entry)
{
    switch (entry.problem) {
    case WalkProblem::TooDeep:
        return u"in too many folders"_s;
    case WalkProblem::TooMany:
        return u"too many names in one folder"_s;
    case WalkProblem::OtherMount:
        return u"another file system"_s;
    default:
        return ioError(u"cannot be read"_s, entry.errorNumber).message;
    }
}

/// Removes the unfinished archive, however packing ends.
class PartFile
{
public:
    explicit PartFile(QString path)
        : m_path(std::move(path))
    {
    }
    ~PartFile() { QFile::remove(m_path); }
    Q_DISABLE_COPY_MOVE(PartFile)

    [[nodiscard]] const QString &path() const { return m_path; }

private:
    QString m_path;
};
} // namespace

Packer::Packer(PackRequest request, std::stop_token stop, std::function<void(int)> progress)
    : m_request(std::move(request))
    , m_stop(std::move(stop))
    , m_progress(std::move(progress))
{
}

Result<PackedResult> Packer::run()
{
    const PartFile part(m_request.jobDir + u"/output.zip.part"_s);
    if (auto written = writeArchive(part.path()); !written)
        return failure(written.error());
    const QString path = m_request.jobDir + u"/output.zip"_s;
    if (::rename(QFile::encodeName(part.path()).constData(), QFile::encodeName(path).constData()) != 0)
        return failure(ioError(u"cannot put the result in its place"_s, errno));
    if (const auto folder = BeneathDir::open(m_request.jobDir))
        ::fsync(folder->fd()); // the new name is on disk, too
    return PackedResult{
        .path = path, .bytes = QFile(path).size(), .files = m_workspaceFiles, .leftOut = m_manifest.leftOut()};
}

Result<void> Packer::writeArchive(const QString &path)
{
    const auto jobDir = BeneathDir::open(m_request.jobDir);
    if (!jobDir)
        return failure(jobDir.error());
    auto zip = ZipWriter::create(path);
    if (!zip)
        return failure(zip.error());
    m_zip.emplace(std::move(*zip));
    // A job that failed early may have no workspace or no logs.
    if (const auto workspace = jobDir->openDir("workspace")) {
        countBytes(*workspace);
        if (auto packed = packWorkspace(*workspace); !packed)
            return packed;
    }
    if (auto packed = packLogs(*jobDir); !packed)
        return packed;
    if (auto added = m_zip->addBytes(u"manifest.json"_s, m_manifest.document(m_request.jobJson)); !added)
        return added;
    return m_zip->finish();
}

bool Packer::isExcluded(const WalkEntry &entry) const
{
    return entry.isFolder() && m_request.exclude.contains(QFile::decodeName(entry.name));
}

void Packer::countBytes(const BeneathDir &workspace)
{
    // The progress bar's length; what goes wrong here goes wrong, and is reported, in the second walk.
    [[maybe_unused]] const auto counted = FolderWalk().run(workspace, [this](const WalkEntry &entry) {
        if (isExcluded(entry))
            return WalkStep::SkipFolder;
        if (entry.isFile())
            m_totalBytes += entry.info.st_size;
        return m_stop.stop_requested() ? WalkStep::Stop : WalkStep::Continue;
    });
}

Result<void> Packer::packWorkspace(const BeneathDir &workspace)
{
    Result<void> outcome;
    const auto walked = FolderWalk().run(workspace, [this, &outcome](const WalkEntry &entry) {
        if (isExcluded(entry)) {
            m_manifest.leaveOut(inWorkspace(entry.path), u"excluded"_s);
            return WalkStep::SkipFolder;
        }
        if (const QString name = inWorkspace(entry.path); isTooLong(name)) {
            m_manifest.leaveOut(name, u"its name or path is longer than unpackers can make"_s);
            return WalkStep::SkipFolder;
        }
        outcome = packEntry(entry);
        return outcome ? WalkStep::Continue : WalkStep::Stop;
    });
    return walked ? outcome : Result<void>(failure(walked.error()));
}

Result<void> Packer::packEntry(const WalkEntry &entry)
{
    if (m_stop.stop_requested())
        return failure(ErrorCode::Cancelled, u"packing was cancelled"_s);
    const QString name = inWorkspace(entry.path);
    if (entry.problem != WalkProblem::None) {
        m_manifest.leaveOut(name, reasonOf(entry));
        return {};
    }
    if (entry.isFolder())
        return m_zip->addFolder(name, entry.info);
    if (entry.isLink())
        return packLink(name, entry);
    if (!entry.isFile()) {
        m_manifest.leaveOut(name, u"not a file, but a pipe, socket or device"_s);
        return {};
    }
    const UniqueFd file = openRegularBeneath(entry.dirFd, entry.name);
    if (!file.isValid()) {
        m_manifest.leaveOut(name, ioError(u"cannot be read"_s, errno).message);
        return {};
    }
    struct stat info{};
    if (::fstat(file.get(), &info) != 0)
        return failure(ioError(u"cannot look at %1"_s.arg(name), errno));
    ++m_workspaceFiles;
    return packFile(name, "workspace/" + entry.path, info, file);
}

Result<void> Packer::packFile(const QString &name, const QByteArray &original, const struct stat &info,
                              const UniqueFd &file)
{
    const auto added = m_zip->addFile(name, info, file.get(), [this](qint64 bytes) { return advance(bytes); });
    if (!added)
        return failure(added.error());
    if (added->isDamaged)
        m_manifest.leaveOut(name, u"could not be read to its end: what is missing is zeros in the archive"_s);
    else if (added->hasChanged)
        m_manifest.leaveOut(name, u"changed while it was packed: what is in the archive may be a mixture"_s);
    m_manifest.addFile({.name = name,
                        .original = original,
                        .size = info.st_size,
                        .sha256 = added->sha256,
                        .mode = info.st_mode & 0777,
                        .modified = info.st_mtim.tv_sec});
    return {};
}

Result<void> Packer::packLink(const QString &name, const WalkEntry &entry)
{
    std::array<char, PATH_MAX> text{};
    const ssize_t size = ::readlinkat(entry.dirFd, entry.name, text.data(), text.size());
    const QByteArray target(text.data(), std::max<ssize_t>(size, 0));
    const QString written = archiveName(target);
    // A target that cannot be written as it is would be another target.
    if (written.toUtf8() != target || !isLinkContained(target, entry.path.count('/'))) {
        m_manifest.leaveOut(name, u"a link that leads out of the workspace: %1"_s.arg(written));
        return {};
    }
    m_manifest.addLink(name, target);
    return m_zip->addLink(name, entry.info, target);
}

Result<void> Packer::packLogs(const BeneathDir &jobDir)
{
    for (const QByteArray &path : {QByteArray("logs/stdout.log"), QByteArray("logs/stderr.log")}) {
        const auto file = jobDir.openFile(path);
        if (!file)
            continue;
        struct stat info{};
        if (::fstat(file->get(), &info) != 0)
            return failure(ioError(u"cannot look at a log"_s, errno));
        if (auto packed = packFile(QString::fromLatin1(path), path, info, *file); !packed)
            return packed;
    }
    return {};
}

bool Packer::advance(qint64 bytes)
{
    m_doneBytes += bytes;
    const auto percent = static_cast<int>(std::min<qint64>(m_doneBytes * 100 / std::max<qint64>(m_totalBytes, 1), 100));
    if (percent != std::exchange(m_percent, percent))
        m_progress(percent);
    return !m_stop.stop_requested();
}

} // namespace ca
