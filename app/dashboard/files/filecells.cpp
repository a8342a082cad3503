#include "filecells.h"

#include <QDateTime>
#include <QLocale>

#include "displaytext.h"
#include "filenode.h"
#include "format.h"
#include "symbols.h"

namespace ca::dashboard {

namespace {

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

QVariant textOf(const FileNode &node, FileModel::Column column)
{
    switch (column) {
    case FileModel::NameColumn:
        if (node.entry.type == FileEntry::Type::Link)
            return FileModel::tr("%1 → %2").arg(node.name, displayText(QByteArrayView(node.entry.linkTarget)));
        if (!node.error.isEmpty())
            return FileModel::tr("%1 (cannot be listed: %2)").arg(node.name, node.error);
        return node.isCut
                   ? FileModel::tr("%1 (only the first %Ln entries)", nullptr, static_cast<int>(node.children.size()))
                         .arg(node.name)
                   : node.name;
    case FileModel::SizeColumn:
        if (node.entry.type == FileEntry::Type::Link)
            return FileModel::tr("link");
        if (node.entry.type == FileEntry::Type::Other)
            return FileModel::tr("no file");
        return node.entry.size >= 0 ? QLocale().formattedDataSize(node.entry.size, 1) : QString();
    case FileModel::ModifiedColumn:
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(node.entry.modified), QLocale::ShortFormat);
    case FileModel::ColumnCount:
        break;
    }
    return {};
}

} // namespace

QVariant fileCell(const FileNode &node, FileModel::Column column, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return textOf(node, column);
    case Qt::DecorationRole:
        return column == FileModel::NameColumn ? QVariant(symbolIcon(symbolOf(node))) : QVariant();
    case Qt::TextAlignmentRole:
        return column == FileModel::SizeColumn ? QVariant(static_cast<int>(Qt::AlignRight | Qt::AlignVCenter))
                                               : QVariant();
    case Qt::ToolTipRole:
        if (column == FileModel::ModifiedColumn)
            return formatExactTime(node.entry.modified);
        if (column == FileModel::SizeColumn && node.entry.size >= 0)
            return FileModel::tr("%1 bytes").arg(QLocale().toString(node.entry.size));
        return textOf(node, FileModel::NameColumn).toString().toHtmlEscaped();
    case FileModel::PathRole:
        return node.path();
    case FileModel::TypeRole:
        return static_cast<int>(node.entry.type);
    case FileModel::LinkTargetRole:
        return displayText(QByteArrayView(node.entry.linkTarget));
    case FileModel::SizeRole:
        return node.entry.size;
    default:
        return {};
    }
}

} // namespace ca::dashboard
