#include "workspacesource.h"

#include <algorithm>
#include <cerrno>
#include <unistd.h>

#include "beneathdir.h"
#include "folderlisting.h"

namespace ca::dashboard {

namespace {
constexpr qsizetype mostEntries = 100'000;
constexpr qint64 chunkBytes = qint64{256} << 10;
} // namespace

Result<FolderListing> WorkspaceSource::list(const QByteArray &path)
{
    return BeneathDir::open(m_folder)
        .and_then([&](BeneathDir root) -> Result<BeneathDir> {
            return path.isEmpty() ? Result<BeneathDir>(std::move(root)) : root.openDir(path);
        })
        .and_then([](const BeneathDir &dir) { return listFolder(dir, mostEntries); });
}

Result<void> WorkspaceSource::read(const QByteArray &path, qint64 most, const Sink &sink)
{
    const auto root = BeneathDir::open(m_folder);
    if (!root)
        return std::unexpected(root.error());
    const auto file = root->openFile(path);
    if (!file)
        return std::unexpected(file.error());
    QByteArray block;
    for (qint64 left = most; left > 0;) {
        block.resize(std::min(left, chunkBytes));
        const ssize_t count = ::read(file->get(), block.data(), static_cast<std::size_t>(block.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failure(ioError(QStringLiteral("cannot read the file"), errno));
        if (count == 0)
            break;
        block.resize(count);
        if (!sink(block))
            return failure(ErrorCode::Cancelled, QStringLiteral("reading was ended"));
        left -= count;
    }
    return {};
}

} // namespace ca::dashboard
