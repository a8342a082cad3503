#include "resultarchive.h"

#include <KZip>
#include <QDateTime>
#include <QFile>
#include <QIODevice>
#include <algorithm>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr qint64 chunkBytes = 256LL * 1024;

FileEntry entryFrom(const KArchiveEntry &found)
{
    FileEntry entry{.name = found.name().toUtf8()};
    if (!found.symLinkTarget().isEmpty()) {
        entry.type = FileEntry::Type::Link;
        entry.linkTarget = found.symLinkTarget().toUtf8();
    } else if (found.isDirectory()) {
        entry.type = FileEntry::Type::Folder;
    } else {
        entry.size = static_cast<const KArchiveFile &>(found).size();
    }
    entry.modified = found.date().toMSecsSinceEpoch();
    return entry;
}

std::unexpected<Error> damaged(const QString &why)
{
    return failure(ErrorCode::Corrupt, u"the result cannot be read: %1"_s.arg(why));
}
} // namespace

ResultArchive::ResultArchive(std::unique_ptr<KZip> zip)
    : m_zip(std::move(zip))
{
}

ResultArchive::~ResultArchive() = default;

Result<std::shared_ptr<ResultArchive>> ResultArchive::open(const QString &path)
{
    if (!QFile::exists(path))
        return failure(ErrorCode::NotFound, u"there is no result: it was deleted, or packing failed"_s);
    auto zip = std::make_unique<KZip>(path);
    if (!zip->open(QIODevice::ReadOnly))
        return damaged(zip->errorString());
    return std::shared_ptr<ResultArchive>(new ResultArchive(std::move(zip)));
}

Result<const KArchiveEntry *> ResultArchive::find(const QByteArray &path) const
{
    const QString name = QString::fromUtf8(path);
    const KArchiveEntry *entry = m_zip->directory();
    if (path.isEmpty())
        return entry;
    // Name by name: links on the way have nothing below them, and ".." is a name like any other.
    for (const QString &part : name.split(u'/')) {
        const bool hasMore = entry->isDirectory() && entry->symLinkTarget().isEmpty();
        entry = hasMore && !part.isEmpty() ? static_cast<const KArchiveDirectory *>(entry)->entry(part) : nullptr;
        if (entry == nullptr)
            return failure(ErrorCode::NotFound, u"%1 is not in the result"_s.arg(name));
    }
    return entry;
}

Result<FolderListing> ResultArchive::list(const QByteArray &path) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = find(path);
    if (!found)
        return failure(found.error());
    if (!(*found)->isDirectory())
        return failure(ErrorCode::InvalidArgument, u"%1 is no folder"_s.arg(QString::fromUtf8(path)));
    const auto *folder = static_cast<const KArchiveDirectory *>(*found);
    FolderListing listing;
    const QStringList names = folder->entries();
    listing.entries.reserve(names.size());
    for (const QString &name : names)
        listing.entries.append(entryFrom(*folder->entry(name)));
    std::ranges::sort(listing.entries, {}, &FileEntry::name);
    return listing;
}

Result<FileEntry> ResultArchive::entry(const QByteArray &path) const
{
    const std::scoped_lock lock(m_mutex);
    return find(path).transform([](const KArchiveEntry *found) { return entryFrom(*found); });
}

Result<void> ResultArchive::read(const QByteArray &path, qint64 most, const Sink &sink) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = find(path);
    if (!found)
        return failure(found.error());
    if (!(*found)->isFile() || !(*found)->symLinkTarget().isEmpty()) {
        return failure(ErrorCode::InvalidArgument,
                       u"%1 is not a regular file: only those are opened"_s.arg(QString::fromUtf8(path)));
    }
    const auto *file = static_cast<const KArchiveFile *>(*found);
    const std::unique_ptr<QIODevice> device(file->createDevice());
    if (!device || (!device->isOpen() && !device->open(QIODevice::ReadOnly)))
        return damaged(u"its compression is not known"_s);
    for (qint64 left = std::min(most, file->size()); left > 0;) {
        const QByteArray bytes = device->read(std::min(left, chunkBytes));
        if (bytes.isEmpty())
            return damaged(u"%1 ends too early"_s.arg(QString::fromUtf8(path)));
        if (!sink(bytes))
            return failure(ErrorCode::Cancelled, u"reading was ended"_s);
        left -= bytes.size();
    }
    return {};
}

} // namespace ca
