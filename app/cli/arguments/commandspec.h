#pragma once

#include <QCommandLineOption>
#include <QList>
#include <QStringList>

namespace ca::cli {

/// One command as the parser and the help see it.
struct CommandSpec
{
    QString name;
    /// What follows the name in the usage line: "ID…".
    QString arguments;
    /// One line for the list of commands.
    QString summary;
    /// More for the command's own help.
    QString details;
    QStringList examples;
    QList<QCommandLineOption> options;
    int minArguments = 0;
    /// -1: any number.
    int maxArguments = 0;
};

/// All commands, in the order of the help.
const QList<CommandSpec> &commandSpecs();
/// Null when there is no such command.
const CommandSpec *findCommand(const QString &name);
QStringList commandNames();

/// --server, --token, --json, --help, --version: they go before and after the command.
const QList<QCommandLineOption> &globalOptions();

} // namespace ca::cli
