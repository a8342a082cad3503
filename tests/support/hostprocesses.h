#pragma once

#include <QList>
#include <QString>

namespace ca::test {

/// The processes on this machine whose command line holds the text, but for the caller itself.
QList<qint64> processesWith(const QString &text);

/// The processes that have the folder's path in their command line, their environment or their mounts, as sandboxes of
/// jobs in it have; but for the caller itself.
QList<qint64> processesUsing(const QString &folder);

/// The processes in a cgroup whose path holds the text: those of a container.
QList<qint64> processesInGroup(const QString &text);

/// Its command line, state and parent, for a test's message.
QString describeProcess(qint64 pid);

} // namespace ca::test
