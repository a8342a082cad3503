#pragma once

#include <QStringList>

#include "listenaddress.h"
#include "orchestratorconfig.h"
#include "result.h"

namespace ca {

/// containerized-agentd's command line.
struct DaemonOptions
{
    ListenAddress listen;
    OrchestratorConfig orchestrator;

    /// Errors: InvalidArgument, in a sentence. --help and --version print and end the process.
    static Result<DaemonOptions> parse(const QStringList &arguments);
};

} // namespace ca
