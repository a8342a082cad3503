#pragma once

#include <QByteArrayList>
#include <QList>
#include <QString>
#include <QStringList>

#include "hostview.h"
#include "resourceplan.h"

namespace ca {

/// Where bwrap finds what it binds: the job's own paths, or those of a private staging area.
struct SandboxSources
{
    QString workspace;
    QString home;
    QString runtime;
    QString agent;
};

/// A file made for the sandbox: its content is read from `fd` while bwrap sets up.
struct GeneratedFile
{
    QString path;
    int fd = -1;
};

/// Everything a bwrap command line is made of.
struct BubblewrapCall
{
    SandboxSources sources;
    HostView host;
    qint64 tmpBytes = 0;
    qint64 sharedMemoryBytes = 0;
    QList<GeneratedFile> files;
    int seccompFd = -1;
    int infoFd = -1;
};

/// The options, for bwrap to read from its --args descriptor, NUL after each.
QByteArray bubblewrapOptions(const BubblewrapCall &call);

/// What follows `--`: a shell that says that the sandbox is up (a byte 0x06 on stderr, which until then is bwrap's
/// own), takes the descriptor 0 as stderr and becomes the agent.
QStringList bubblewrapCommand(const QStringList &agentArguments);

/// What stderr gets when the sandbox is up.
inline constexpr char sandboxUpByte = '\x06';

/// The content of /etc/passwd and the like, by path.
QList<std::pair<QString, QByteArray>> generatedFiles();

} // namespace ca
