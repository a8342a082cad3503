#include "filenode.h"

#include <algorithm>
#include <tuple>

#include "displaytext.h"
#include "filesource.h"

namespace ca::dashboard {

QByteArray FileNode::path() const
{
    if (parent == nullptr)
        return {};
    const QByteArray above = parent->path();
    return above.isEmpty() ? entry.name : QByteArray(above + '/' + entry.name);
}

bool comesBefore(const FileNode &one, const FileNode &other)
{
    if (one.isFolder() != other.isFolder())
        return one.isFolder();
    const int order = QString::compare(one.name, other.name, Qt::CaseInsensitive);
    return order != 0 ? order < 0 : one.entry.name < other.entry.name;
}

std::shared_ptr<FileBranch> readBranch(FileSource &source, const QByteArray &path)
{
    auto branch = std::make_shared<FileBranch>();
    const auto listing = source.list(path);
    if (!listing) {
        branch->error = listing.error().message;
        return branch;
    }
    branch->isCut = listing->isCut;
    branch->nodes.reserve(static_cast<std::size_t>(listing->entries.size()));
    for (const FileEntry &entry : listing->entries) {
        auto node = std::make_unique<FileNode>();
        node->entry = entry;
        node->name = displayText(QByteArrayView(entry.name)).simplified();
        branch->nodes.push_back(std::move(node));
    }
    std::ranges::sort(branch->nodes, [](const auto &one, const auto &other) { return comesBefore(*one, *other); });
    return branch;
}

} // namespace ca::dashboard
