#pragma once

#include <QString>
#include <memory>
#include <vector>

#include "fileentry.h"
#include "result.h"

namespace ca::dashboard {

class FileSource;

/// One thing in the tree that FileModel shows.
struct FileNode
{
    enum class State : std::uint8_t {
        Unknown, ///< nobody has looked into it
        Loading,
        Loaded,
        Failed
    };

    FileEntry entry;
    /// As it is shown.
    QString name;
    FileNode *parent = nullptr;
    int row = 0;
    State state = State::Unknown;
    std::vector<std::unique_ptr<FileNode>> children;
    /// There is more in it than can be listed.
    bool isCut = false;
    /// Why it could not be listed.
    QString error;

    [[nodiscard]] bool isFolder() const { return entry.type == FileEntry::Type::Folder; }
    [[nodiscard]] QByteArray path() const;
};

/// A folder's content as nodes that can be put into the tree.
struct FileBranch
{
    std::vector<std::unique_ptr<FileNode>> nodes;
    bool isCut = false;
    QString error;
};

/// Lists a folder: folders first, then by name. Everything that takes time happens here. Blocks: not on the GUI thread.
std::shared_ptr<FileBranch> readBranch(FileSource &source, const QByteArray &path);

/// Whether one comes before the other in a folder.
bool comesBefore(const FileNode &one, const FileNode &other);

} // namespace ca::dashboard
