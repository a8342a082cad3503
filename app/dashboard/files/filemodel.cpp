#include "filemodel.h"

#include <QDateTime>
#include <QFuture>
#include <QLocale>
#include <algorithm>
#include <utility>

#include "displaytext.h"
#include "filesource.h"
#include "format.h"
#include "poolwork.h"
#include "symbols.h"

namespace ca::dashboard {

namespace {

/// More than this are not worked through one by one.
constexpr std::size_t mostDifferences = 500;

using Nodes = std::vector<std::unique_ptr<FileNode>>;

bool isSame(const FileNode &one, const FileNode &other)
{
    return !comesBefore(one, other) && !comesBefore(other, one);
}

std::size_t countDifferences(const Nodes &one, const Nodes &other)
{
    if (one.empty() || other.empty())
        return 1; // one run
    std::size_t count = 0;
    std::size_t at = 0;
    std::size_t next = 0;
    while (at < one.size() && next < other.size()) {
        if (isSame(*one[at], *other[next])) {
            ++at;
            ++next;
        } else {
            comesBefore(*one[at], *other[next]) ? ++at : ++next;
            ++count;
        }
    }
    return count;
}

Symbol symbolOf(const FileNode &node)
{
    switch (node.entry.type) {
    case FileEntry::Type::Folder:
        return Symbol::Folder;
    case FileEntry::Type::Link:
        return Symbol::Link;
    case FileEntry::Type::File:
    case FileEntry::Type::Other:
        break;
    }
    return Symbol::Files;
}

} // namespace

FileModel::FileModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<FileNode>())
{
    m_root->entry.type = FileEntry::Type::Folder;
}

FileModel::~FileModel() = default;

void FileModel::setSource(const std::shared_ptr<FileSource> &source)
{
    beginResetModel();
    ++m_generation;
    m_source = source;
    m_root = std::make_unique<FileNode>();
    m_root->entry.type = FileEntry::Type::Folder;
    if (m_source)
        load(m_root.get()); // before a view learns of the folder and asks for it as well
    endResetModel();
}

void FileModel::refresh()
{
    if (m_source)
        refreshBelow(m_root.get());
}

void FileModel::refreshBelow(FileNode *node)
{
    if (node->state == FileNode::State::Unknown || node->state == FileNode::State::Loading)
        return;
    load(node);
    for (const auto &child : node->children)
        refreshBelow(child.get());
}

void FileModel::load(FileNode *node)
{
    node->state = FileNode::State::Loading;
    const QByteArray path = node->path();
    inThreadPool([source = m_source, path] {
        return readBranch(*source, path);
    }).then(this, [this, path, generation = m_generation](const std::shared_ptr<FileBranch> &branch) {
        // From the event loop in any case: what is read before one can ask would come in the middle of a change.
        QMetaObject::invokeMethod(
            this,
            [this, path, generation, branch] {
                if (generation == m_generation)
                    take(path, *branch);
            },
            Qt::QueuedConnection);
    });
}

void FileModel::take(const QByteArray &path, FileBranch &branch)
{
    FileNode *node = findNode(path);
    if (node == nullptr)
        return; // gone meanwhile
    node->state = branch.error.isEmpty() ? FileNode::State::Loaded : FileNode::State::Failed;
    node->isCut = branch.isCut;
    node->error = branch.error;
    merge(node, std::move(branch.nodes));
    if (node == m_root.get())
        Q_EMIT listed();
    else
        Q_EMIT dataChanged(indexOf(node), indexOf(node, ColumnCount - 1));
}

// Both lists are in the same order, so one walk finds the runs that went and the runs that came.
void FileModel::merge(FileNode *node, std::vector<std::unique_ptr<FileNode>> fresh)
{
    auto &old = node->children;
    if (countDifferences(old, fresh) > mostDifferences)
        return replaceAll(node, std::move(fresh));
    std::size_t at = 0;
    std::size_t next = 0;
    while (at < old.size() || next < fresh.size()) {
        std::size_t gone = at;
        while (gone < old.size() && (next == fresh.size() || comesBefore(*old[gone], *fresh[next])))
            ++gone;
        removeRun(node, at, gone - at);
        std::size_t last = next;
        while (last < fresh.size() && (at == old.size() || comesBefore(*fresh[last], *old[at])))
            ++last;
        const auto begin = fresh.begin() + static_cast<std::ptrdiff_t>(next);
        const auto end = fresh.begin() + static_cast<std::ptrdiff_t>(last);
        insertRun(node, at, {std::make_move_iterator(begin), std::make_move_iterator(end)});
        at += last - next;
        next = last;
        for (; at < old.size() && next < fresh.size() && isSame(*old[at], *fresh[next]); ++at, ++next)
            update(old[at].get(), fresh[next]->entry);
    }
}

void FileModel::update(FileNode *node, const FileEntry &entry)
{
    if (node->entry == entry)
        return;
    node->entry = entry;
    Q_EMIT dataChanged(indexOf(node), indexOf(node, ColumnCount - 1));
}

void FileModel::replaceAll(FileNode *node, std::vector<std::unique_ptr<FileNode>> fresh)
{
    removeRun(node, 0, node->children.size());
    insertRun(node, 0, std::move(fresh));
}

void FileModel::removeRun(FileNode *node, std::size_t first, std::size_t count)
{
    if (count == 0)
        return;
    beginRemoveRows(indexOf(node), static_cast<int>(first), static_cast<int>(first + count) - 1);
    const auto begin = node->children.begin() + static_cast<std::ptrdiff_t>(first);
    node->children.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
    renumber(node, first);
    endRemoveRows();
}

void FileModel::insertRun(FileNode *node, std::size_t first, std::vector<std::unique_ptr<FileNode>> run)
{
    if (run.empty())
        return;
    beginInsertRows(indexOf(node), static_cast<int>(first), static_cast<int>(first + run.size()) - 1);
    for (const auto &child : run)
        child->parent = node;
    node->children.insert(node->children.begin() + static_cast<std::ptrdiff_t>(first),
                          std::make_move_iterator(run.begin()), std::make_move_iterator(run.end()));
    renumber(node, first);
    endInsertRows();
}

void FileModel::renumber(FileNode *node, std::size_t from)
{
    for (std::size_t row = from; row < node->children.size(); ++row)
        node->children[row]->row = static_cast<int>(row);
}

FileNode *FileModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<FileNode *>(index.internalPointer()) : m_root.get();
}

QModelIndex FileModel::indexOf(const FileNode *node, int column) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, column, node);
}

FileNode *FileModel::findNode(const QByteArray &path) const
{
    FileNode *node = m_root.get();
    if (path.isEmpty())
        return node;
    for (const QByteArray &part : path.split('/')) {
        const auto child =
            std::ranges::find_if(node->children, [&part](const auto &each) { return each->entry.name == part; });
        if (child == node->children.end())
            return nullptr;
        node = child->get();
    }
    return node;
}

QModelIndex FileModel::find(const QByteArray &path) const
{
    const FileNode *node = findNode(path);
    return node != nullptr ? indexOf(node) : QModelIndex();
}

QModelIndex FileModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex FileModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(nodeOf(index)->parent) : QModelIndex();
}

int FileModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int FileModel::columnCount(const QModelIndex & /*parent*/) const
{
    return ColumnCount;
}

bool FileModel::hasChildren(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return false;
    const FileNode *node = nodeOf(parent);
    return node->isFolder() && (node->state != FileNode::State::Loaded || !node->children.empty());
}

bool FileModel::canFetchMore(const QModelIndex &parent) const
{
    const FileNode *node = nodeOf(parent);
    return m_source && parent.column() <= 0 && node->isFolder() && node->state == FileNode::State::Unknown;
}

void FileModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        load(nodeOf(parent));
}

QVariant FileModel::text(const FileNode &node, int column) const
{
    switch (column) {
    case NameColumn:
        if (node.entry.type == FileEntry::Type::Link)
            return tr("%1 → %2").arg(node.name, displayText(QByteArrayView(node.entry.linkTarget)));
        if (!node.error.isEmpty())
            return tr("%1 (cannot be listed: %2)").arg(node.name, node.error);
        return node.isCut ? tr("%1 (only the first %Ln entries)", nullptr, static_cast<int>(node.children.size()))
                                .arg(node.name)
                          : node.name;
    case SizeColumn:
        if (node.entry.type == FileEntry::Type::Link)
            return tr("link");
        if (node.entry.type == FileEntry::Type::Other)
            return tr("no file");
        return node.entry.size >= 0 ? QLocale().formattedDataSize(node.entry.size, 1) : QString();
    case ModifiedColumn:
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(node.entry.modified), QLocale::ShortFormat);
    default:
        return {};
    }
}

QVariant FileModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FileNode &node = *nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return text(node, index.column());
    case Qt::DecorationRole:
        return index.column() == NameColumn ? QVariant(symbolIcon(symbolOf(node))) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == SizeColumn ? QVariant(static_cast<int>(Qt::AlignRight | Qt::AlignVCenter))
                                            : QVariant();
    case Qt::ToolTipRole:
        if (index.column() == ModifiedColumn)
            return formatExactTime(node.entry.modified);
        if (index.column() == SizeColumn && node.entry.size >= 0)
            return tr("%1 bytes").arg(QLocale().toString(node.entry.size));
        return text(node, NameColumn).toString().toHtmlEscaped();
    case PathRole:
        return node.path();
    case TypeRole:
        return static_cast<int>(node.entry.type);
    case LinkTargetRole:
        return displayText(QByteArrayView(node.entry.linkTarget));
    case SizeRole:
        return node.entry.size;
    default:
        return {};
    }
}

QVariant FileModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case SizeColumn:
        return tr("Size");
    case ModifiedColumn:
        return tr("Changed");
    default:
        return {};
    }
}

} // namespace ca::dashboard
