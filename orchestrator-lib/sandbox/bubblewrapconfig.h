#pragma once

#include <QString>
#include <QStringList>

namespace ca {

/// What the bubblewrap engine needs to know of its surroundings.
struct BubblewrapConfig
{
    /// The program that becomes the sandbox's first process: executable, and static or linked only to what /usr holds.
    QString agentPath;
    /// Its arguments; none for the real agent.
    QStringList agentArguments;
    /// Empty: `bwrap` on PATH.
    QString bwrapPath;
    /// False leaves cgroups alone even where they could be used.
    bool useCgroups = true;
};

} // namespace ca
