#pragma once

#include <QHash>
#include <QStringList>
#include <QUrl>
#include <optional>

#include "clierror.h"

namespace ca::cli {

/// What the user typed, checked and taken apart; a plain value.
struct CommandLine
{
    QUrl server;
    /// Never printed. Empty: none.
    QByteArray token;
    bool json = false;
    /// Help or version, ready to print; then nothing else is to be done.
    QString information;

    QString command;
    QStringList arguments;
    QHash<QString, QStringList> options;

    [[nodiscard]] bool isSet(const QString &option) const { return options.contains(option); }
    /// The last one given; empty when not given.
    [[nodiscard]] QString value(const QString &option) const;
    /// A whole number in a range, or the default when the option was not given. Errors: WrongUse.
    [[nodiscard]] CliResult<int> number(const QString &option, int least, int most, int otherwise) const;

    struct Environment
    {
        QString server;
        QString token;
        static Environment ofProcess();
    };

    /// `arguments` without the program's name. Errors: WrongUse, in a sentence that suggests what was meant.
    static CliResult<CommandLine> parse(const QStringList &arguments, const Environment &environment);
};

} // namespace ca::cli
