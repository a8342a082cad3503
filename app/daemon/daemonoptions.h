#pragma once

#include <QStringList>

#include "result.h"
#include "settings.h"

namespace ca {

/// What containerized-agentd is told at its start.
struct DaemonOptions
{
    Settings settings;
    /// Not empty: print this and end (--help, --version).
    QString answer;

    /// `arguments` begin with the program's name. Errors: InvalidArgument, in a sentence.
    static Result<DaemonOptions> parse(const QStringList &arguments);
};

} // namespace ca
