#pragma once

#include <QString>

#include "result.h"
#include "settings.h"

namespace ca {

/// What a program is told when it starts.
struct ProgramOptions
{
    Settings settings;
    /// Not empty: print this and end (--help, --version).
    QString answer = {};

    /// `description`: what the program does, for --help; its name and version are the application's.
    /// Errors: InvalidArgument, in a sentence that mentions --help.
    static Result<ProgramOptions> read(const SettingSources &sources, const QString &description);
};

} // namespace ca
