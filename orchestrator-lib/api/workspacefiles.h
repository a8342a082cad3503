#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <variant>

#include "result.h"
#include "uniquefd.h"

namespace ca {

class ResultArchive;

/// A folder's listing, or an open regular file.
using WorkspaceItem = std::variant<QJsonObject, UniqueFd>;

/// Looks at what a sandbox made: `path` is relative to the workspace, raw bytes, empty for the workspace itself. No
/// link is followed. A listing has at most 10,000 entries and says when there are more. Any thread; blocks. Errors:
/// NotFound, InvalidArgument (a link, a device …), Io.
Result<WorkspaceItem> openWorkspaceItem(const QString &workspaceDir, const QByteArray &path);

/// The same in a packed result, where there is no workspace any more. A file is unpacked into one without a name in
/// `scratchDir`, which goes when it is closed. Errors: as above, Corrupt, NoSpace.
Result<WorkspaceItem> openResultItem(const ResultArchive &archive, const QByteArray &path, const QString &scratchDir);

} // namespace ca
