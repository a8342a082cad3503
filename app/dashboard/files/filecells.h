#pragma once

#include <QVariant>

#include "filemodel.h"

namespace ca::dashboard {

/// What a cell of the tree of files shows and says.
QVariant fileCell(const FileNode &node, FileModel::Column column, int role);

} // namespace ca::dashboard
