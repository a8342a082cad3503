#include "folderlisting.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

#include "dirstream.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

FileEntry::Type typeOf(mode_t mode)
{
    if (S_ISREG(mode))
        return FileEntry::Type::File;
    if (S_ISDIR(mode))
        return FileEntry::Type::Folder;
    return S_ISLNK(mode) ? FileEntry::Type::Link : FileEntry::Type::Other;
}

QByteArray targetOf(int dirFd, const char *name)
{
    std::array<char, PATH_MAX> text{};
    const ssize_t size = ::readlinkat(dirFd, name, text.data(), text.size());
    return {text.data(), std::max<ssize_t>(size, 0)};
}

FileEntry entryFrom(int dirFd, const char *name, const struct stat &info)
{
    FileEntry entry{.name = name, .type = typeOf(info.st_mode)};
    if (entry.type == FileEntry::Type::File)
        entry.size = info.st_size;
    if (entry.type == FileEntry::Type::Link)
        entry.linkTarget = targetOf(dirFd, name);
    entry.modified = qint64{info.st_mtim.tv_sec} * 1000 + info.st_mtim.tv_nsec / 1'000'000;
    return entry;
}
} // namespace

Result<FolderListing> listFolder(const BeneathDir &dir, qsizetype most)
{
    const DirStream stream(::fdopendir(::openat(dir.fd(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)));
    if (!stream)
        return failure(ioError(u"cannot read the folder"_s, errno));
    FolderListing listing;
    while (const dirent *read = ::readdir(stream.get())) {
        const QByteArrayView name(read->d_name);
        if (name == "." || name == "..")
            continue;
        listing.isCut = listing.entries.size() == most;
        if (listing.isCut)
            break;
        struct stat info{};
        if (::fstatat(dir.fd(), read->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0)
            listing.entries.append(entryFrom(dir.fd(), read->d_name, info));
    }
    std::ranges::sort(listing.entries, {}, &FileEntry::name);
    return listing;
}

} // namespace ca
