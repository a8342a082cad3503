#pragma once

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace ca {

/// Where a program looks for its settings.
struct SettingSources
{
    /// The command line, without the program's name.
    QStringList arguments;
    QProcessEnvironment environment;
    /// Absolute; `.env` is looked for in it.
    QString workingDir;
    /// Absolute; `settings.env` is looked for in it.
    QString configDir;

    /// Those of this process; `arguments` begin with the program's name, as QCoreApplication::arguments() does.
    static SettingSources ofThisProcess(const QStringList &arguments);
};

} // namespace ca
