#pragma once

#include <QHash>
#include <QStringList>

#include "result.h"

namespace ca {

/// A command line that consists of settings: an option for each that has one, --help and --version.
struct SettingsCommandLine
{
    /// What was given, by the settings' names.
    QHash<QString, QString> values;
    bool wantsHelp = false;
    bool wantsVersion = false;

    /// `arguments` without the program's name. Errors: InvalidArgument (the sentence suggests what may be meant).
    static Result<SettingsCommandLine> parse(const QStringList &arguments);
};

} // namespace ca
