#include "workspacefiles.h"

#include <QFile>
#include <QJsonArray>
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <unistd.h>

#include "beneathdir.h"
#include "folderlisting.h"
#include "resultarchive.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr qsizetype maxEntries = 10'000;

QString typeName(FileEntry::Type type)
{
    switch (type) {
    case FileEntry::Type::File:
        return u"file"_s;
    case FileEntry::Type::Folder:
        return u"folder"_s;
    case FileEntry::Type::Link:
        return u"link"_s;
    case FileEntry::Type::Other:
        break;
    }
    return u"other"_s;
}

QJsonObject entryToJson(const FileEntry &entry)
{
    return {{u"name"_s, QString::fromUtf8(entry.name)},
            // What to put into the path, also where the name is no UTF-8.
            {u"path_segment"_s, QString::fromLatin1(entry.name.toPercentEncoding())},
            {u"type"_s, typeName(entry.type)},
            {u"size"_s, entry.size >= 0 ? QJsonValue(entry.size) : QJsonValue()},
            {u"modified"_s, static_cast<double>(entry.modified / 1000)}};
}

WorkspaceItem listingToJson(const FolderListing &listing)
{
    QJsonArray rows;
    const qsizetype shown = std::min(listing.entries.size(), maxEntries);
    for (const FileEntry &entry : listing.entries.first(shown))
        rows.append(entryToJson(entry));
    return QJsonObject{{u"entries"_s, rows}, {u"truncated"_s, listing.isCut || listing.entries.size() > maxEntries}};
}

bool writeAll(int fd, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t count = ::write(fd, bytes.data(), static_cast<std::size_t>(bytes.size()));
        if (count < 0 && errno != EINTR)
            return false;
        bytes = bytes.sliced(std::max<ssize_t>(count, 0));
    }
    return true;
}

Result<WorkspaceItem> unpack(const ResultArchive &archive, const QByteArray &path, const QString &scratchDir)
{
    UniqueFd file(::open(QFile::encodeName(scratchDir).constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!file.isValid())
        return failure(ioError(u"cannot unpack the file"_s, errno));
    int problem = 0;
    const auto read = archive.read(path, std::numeric_limits<qint64>::max(), [&](const QByteArray &bytes) {
        problem = writeAll(file.get(), bytes) ? 0 : errno;
        return problem == 0;
    });
    if (problem != 0)
        return failure(ioError(u"cannot unpack the file"_s, problem));
    if (!read)
        return failure(read.error());
    return WorkspaceItem(std::move(file));
}
} // namespace

Result<WorkspaceItem> openWorkspaceItem(const QString &workspaceDir, const QByteArray &path)
{
    const auto root = BeneathDir::open(workspaceDir);
    if (!root)
        return failure(root.error());
    if (path.isEmpty())
        return listFolder(*root, maxEntries).transform(listingToJson);
    if (path.contains('\0'))
        return failure(ErrorCode::InvalidArgument, u"a path holds no zero byte"_s, u"path"_s);
    auto file = root->openFile(path);
    if (file)
        return WorkspaceItem(std::move(*file));
    const auto dir = root->openDir(path);
    if (!dir) // neither the one nor the other
        return failure(file.error());
    return listFolder(*dir, maxEntries).transform(listingToJson);
}

Result<WorkspaceItem> openResultItem(const ResultArchive &archive, const QByteArray &path, const QString &scratchDir)
{
    const QByteArray inArchive = path.isEmpty() ? "workspace"_ba : QByteArray("workspace/" + path);
    const auto entry = archive.entry(inArchive);
    if (!entry)
        return failure(entry.error());
    if (entry->type == FileEntry::Type::Folder)
        return archive.list(inArchive).transform(listingToJson);
    return unpack(archive, inArchive, scratchDir);
}

} // namespace ca
