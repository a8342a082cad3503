#pragma once

#include <QString>
#include <QStringList>

namespace ca::test {

/// What an orchestrator that has ended must not leave: mounts of a folder, job groups, sockets and unfinished files.
/// Each is a sentence; none means that all is clean. `jobIds` are those whose cgroups are looked for.
QStringList leftoversOf(const QString &folder, const QStringList &jobIds);

} // namespace ca::test
