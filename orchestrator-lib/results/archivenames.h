#pragma once

#include <QByteArray>
#include <QString>

namespace ca {

/// A file's path as it stands in a ZIP: UTF-8, and safe to unpack anywhere. Bytes that are not UTF-8, control
/// characters and backslashes (a separator elsewhere) become %XX, as does a % that could be read as one, so different
/// paths stay different.
QString archiveName(const QByteArray &path);

/// Whether a symbolic link may go into the archive: its target is relative and stays beneath the archive's root however
/// the links on its way point, given that those obey the same rule. `folderDepth` is how many folders the link lies
/// below the root. `..` counts only in front: behind another name it could climb from where a link has led.
bool isLinkContained(const QByteArray &target, qsizetype folderDepth);

} // namespace ca
