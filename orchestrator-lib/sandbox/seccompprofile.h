#pragma once

#include <QJsonObject>

#include "result.h"

namespace ca {

/// The same filter that bubblewrap's sandboxes have, as the profile that container engines read: seccomp.json of the
/// OCI runtime specification (config-linux.md, "Seccomp"), without its key.
QJsonObject seccompProfile();
QString seccompProfileText();
/// Writes it into a folder; the file's path. Errors: Io.
Result<QString> writeSeccompProfile(const QString &folder);

} // namespace ca
