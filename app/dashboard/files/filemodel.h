#pragma once

#include <QAbstractItemModel>
#include <memory>

#include "filenode.h"

namespace ca::dashboard {

class FileSource;

/// A job's files as a tree. Folders are listed on another thread when they are first opened, and again when they are
/// refreshed; what stayed keeps its place, selection and open folders.
class FileModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column : std::uint8_t { NameColumn, SizeColumn, ModifiedColumn, ColumnCount };
    enum Role : std::uint16_t {
        PathRole = Qt::UserRole, ///< QByteArray
        TypeRole,                ///< int of FileEntry::Type
        LinkTargetRole,          ///< as it can be shown
        SizeRole                 ///< qint64, in bytes
    };

    explicit FileModel(QObject *parent = nullptr);
    ~FileModel() override;

    /// Another tree; null: none.
    void setSource(const std::shared_ptr<FileSource> &source);
    [[nodiscard]] const std::shared_ptr<FileSource> &source() const { return m_source; }
    /// Looks again into every folder that has been looked into.
    void refresh();
    /// Whether the top has been listed, and why not.
    [[nodiscard]] bool isLoaded() const { return m_root->state == FileNode::State::Loaded; }
    [[nodiscard]] QString error() const { return m_root->error; }
    /// Not valid when it is not there, or not listed yet.
    [[nodiscard]] QModelIndex find(const QByteArray &path) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// The top has been listed, or could not be.
    void listed();

private:
    [[nodiscard]] FileNode *nodeOf(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const FileNode *node, int column = 0) const;
    [[nodiscard]] FileNode *findNode(const QByteArray &path) const;
    void load(FileNode *node);
    void take(const QByteArray &path, FileBranch &branch);
    void merge(FileNode *node, std::vector<std::unique_ptr<FileNode>> fresh);
    void update(FileNode *node, const FileEntry &entry);
    void replaceAll(FileNode *node, std::vector<std::unique_ptr<FileNode>> fresh);
    void removeRun(FileNode *node, std::size_t first, std::size_t count);
    void insertRun(FileNode *node, std::size_t first, std::vector<std::unique_ptr<FileNode>> run);
    static void renumber(FileNode *node, std::size_t from);
    void refreshBelow(FileNode *node);
    [[nodiscard]] QVariant text(const FileNode &node, int column) const;

    std::shared_ptr<FileSource> m_source;
    std::unique_ptr<FileNode> m_root;
    /// Counts the sources, so that late answers are known.
    int m_generation = 0;
};

} // namespace ca::dashboard
