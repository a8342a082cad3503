#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <vector>

#include "bubblewrapconfig.h"
#include "childsetup.h"
#include "jobcgroup.h"
#include "resourceplan.h"
#include "sandboxengine.h"

namespace ca {

/// A bwrap process ready to start, with every descriptor it will read from or write to. Made anew for each sandbox,
/// since descriptors are read only once.
class BubblewrapLaunch
{
public:
    struct Parts
    {
        QString bwrapPath;
        QString agentPath;
        QStringList agentArguments;
        HostView host;
        QByteArray seccompProgram;
        ResourcePlan plan;
        /// Processors to bind to; empty: all.
        std::vector<int> cpus;
    };

    /// Errors: SandboxFailed, Io. Given root, the job's folders change hands here.
    static Result<BubblewrapLaunch> prepare(const Parts &parts, SandboxSpec spec, const JobCgroup *group);

    /// Starts it; afterwards only the reading ends below are open here.
    void startIn(QProcess &process);

    /// bwrap's --info-fd, and its stderr until the agent has the real one.
    UniqueFd info;
    UniqueFd messages;

private:
    Result<void> makePipes();
    Result<void> makeFiles(const Parts &parts, const SandboxSources &sources);

    QString m_program;
    QStringList m_arguments;
    UniqueFd m_infoEnd;
    UniqueFd m_messagesEnd;
    UniqueFd m_out;
    UniqueFd m_err;
    std::vector<UniqueFd> m_files;
    ChildSetup m_setup;
};

} // namespace ca
