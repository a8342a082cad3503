#pragma once

#include <QString>
#include <QStringList>

#include "listenaddress.h"
#include "result.h"

namespace ca::dashboard {

/// What the dashboard was told on its command line.
struct CommandLine
{
    QString dataDir;
    ListenAddress listen;
    /// Not empty: print this and end (--help, --version).
    QString answer;

    /// `arguments` begin with the program's name. Errors: InvalidArgument.
    static Result<CommandLine> parse(const QStringList &arguments);
};

} // namespace ca::dashboard
