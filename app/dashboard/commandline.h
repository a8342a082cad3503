#pragma once

#include <QString>
#include <QStringList>

#include "result.h"
#include "settings.h"

namespace ca::dashboard {

/// What the dashboard was told on its command line and by its other settings.
struct CommandLine
{
    Settings settings;
    /// Not empty: print this and end (--help, --version).
    QString answer;

    /// `arguments` begin with the program's name. Errors: InvalidArgument, in a sentence.
    static Result<CommandLine> parse(const QStringList &arguments);
};

} // namespace ca::dashboard
