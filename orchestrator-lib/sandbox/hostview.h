#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace ca {

/// The parts of this host that a sandbox shows, as they are now.
struct HostView
{
    /// A top-level name beside /usr: a link into it on merged systems, else a folder of its own.
    struct Top
    {
        QString path;
        /// Empty: a folder.
        QString linkTarget;
    };
    QList<Top> tops;
    /// Small files and folders of /etc that programs in /usr need and that tell nothing about this machine. The files
    /// are copied, since each mount makes a sandbox start a quarter of a millisecond later.
    QStringList etcFiles;
    QStringList etcFolders;
    /// Files and folders of /proc that tell about the host or act on it, as far as a job's user could open them.
    QStringList maskedFiles;
    QStringList maskedFolders;

    static HostView ofThisSystem();
};

} // namespace ca
