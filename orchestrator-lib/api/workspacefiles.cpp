#include "workspacefiles.h"

#include <QJsonArray>
#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <vector>

#include "beneathdir.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr size_t maxEntries = 10'000;

struct Entry
{
    QByteArray name;
    struct stat info;
};

struct CloseDir
{
    void operator()(DIR *dir) const { ::closedir(dir); }
};

QString typeOf(mode_t mode)
{
    if (S_ISREG(mode))
        return u"file"_s;
    if (S_ISDIR(mode))
        return u"folder"_s;
    return S_ISLNK(mode) ? u"link"_s : u"other"_s;
}

QJsonObject entryToJson(const Entry &entry)
{
    return {{u"name"_s, QString::fromUtf8(entry.name)},
            // What to put into the path, also where the name is no UTF-8.
            {u"path_segment"_s, QString::fromLatin1(entry.name.toPercentEncoding())},
            {u"type"_s, typeOf(entry.info.st_mode)},
            {u"size"_s, S_ISREG(entry.info.st_mode) ? QJsonValue(qint64{entry.info.st_size}) : QJsonValue()},
            {u"modified"_s, static_cast<double>(entry.info.st_mtim.tv_sec)}};
}

Result<QJsonObject> listing(const BeneathDir &dir)
{
    const std::unique_ptr<DIR, CloseDir> stream(
        ::fdopendir(::openat(dir.fd(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)));
    if (!stream)
        return failure(ioError(u"cannot read the folder"_s, errno));
    std::vector<Entry> entries;
    bool isCut = false;
    while (const dirent *read = ::readdir(stream.get())) {
        Entry entry{.name = read->d_name, .info = {}};
        if (entry.name == "." || entry.name == "..")
            continue;
        isCut = entries.size() == maxEntries;
        if (isCut)
            break;
        if (::fstatat(dir.fd(), read->d_name, &entry.info, AT_SYMLINK_NOFOLLOW) == 0)
            entries.push_back(std::move(entry));
    }
    std::ranges::sort(entries, {}, &Entry::name);
    QJsonArray rows;
    for (const Entry &entry : entries)
        rows.append(entryToJson(entry));
    return QJsonObject{{u"entries"_s, rows}, {u"truncated"_s, isCut}};
}
} // namespace

Result<WorkspaceItem> openWorkspaceItem(const QString &workspaceDir, const QByteArray &path)
{
    const auto root = BeneathDir::open(workspaceDir);
    if (!root)
        return failure(root.error());
    if (path.isEmpty())
        return listing(*root).transform([](QJsonObject list) { return WorkspaceItem(std::move(list)); });
    if (path.contains('\0'))
        return failure(ErrorCode::InvalidArgument, u"a path holds no zero byte"_s, u"path"_s);
    auto file = root->openFile(path);
    if (file)
        return WorkspaceItem(std::move(*file));
    const auto dir = root->openDir(path);
    if (!dir) // neither the one nor the other
        return failure(file.error());
    return listing(*dir).transform([](QJsonObject list) { return WorkspaceItem(std::move(list)); });
}

} // namespace ca
