#pragma once

#include <QStringList>

#include "apiconfig.h"
#include "listenaddress.h"
#include "orchestratorconfig.h"
#include "result.h"
#include "settings.h"

namespace ca {

/// What containerized-agentd is told at its start.
struct DaemonOptions
{
    ListenAddress listen;
    OrchestratorConfig orchestrator;
    ApiConfig api;
    /// For what reads its own part of them: the AI providers.
    Settings settings;
    /// Not empty: print this and end (--help, --version).
    QString answer;

    /// `arguments` begin with the program's name. Errors: InvalidArgument, in a sentence.
    static Result<DaemonOptions> parse(const QStringList &arguments);
};

} // namespace ca
