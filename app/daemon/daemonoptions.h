#pragma once

#include <QStringList>

#include "apiconfig.h"
#include "listenaddress.h"
#include "orchestratorconfig.h"
#include "result.h"

namespace ca {

/// What containerized-agentd is told at its start.
struct DaemonOptions
{
    ListenAddress listen;
    OrchestratorConfig orchestrator;
    ApiConfig api;
    /// Not empty: print this and end (--help, --version).
    QString answer;

    /// `arguments` begin with the program's name. Errors: InvalidArgument, in a sentence.
    static Result<DaemonOptions> parse(const QStringList &arguments);
};

} // namespace ca
