#include "commandline.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <algorithm>

#include "commandspec.h"
#include "didyoumean.h"
#include "helptext.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;

QStringList optionNames(const QList<QCommandLineOption> &options)
{
    QStringList names;
    for (const QCommandLineOption &option : options)
        names.append(option.names().constLast());
    return names;
}

QString helpHint(const QString &command)
{
    return command.isEmpty() ? u" (cactl --help lists the commands)"_s : u" (cactl %1 --help shows how)"_s.arg(command);
}

/// Takes the values of the options that were given; a later round of parsing adds to an earlier one.
CliResult<QStringList> take(const QStringList &arguments, const QList<QCommandLineOption> &options,
                            QCommandLineParser::OptionsAfterPositionalArgumentsMode mode, CommandLine &line)
{
    QCommandLineParser parser;
    parser.addOptions(options);
    parser.setOptionsAfterPositionalArgumentsMode(mode);
    if (!parser.parse(QStringList(u"cactl"_s) + arguments)) {
        const QStringList unknown = parser.unknownOptionNames();
        if (unknown.isEmpty())
            return wrongUse(parser.errorText() + helpHint(line.command));
        const QString dashes = unknown.constFirst().size() > 1 ? u"--"_s : u"-"_s;
        return wrongUse(u"there is no option %1%2."_s.arg(dashes, unknown.constFirst()) +
                        didYouMean(unknown.constFirst(), optionNames(options), u"--"_s) + helpHint(line.command));
    }
    for (const QCommandLineOption &option : options) {
        if (parser.isSet(option))
            line.options[option.names().constLast()] +=
                option.valueName().isEmpty() ? QStringList() : parser.values(option);
    }
    return parser.positionalArguments();
}

CliResult<QUrl> serverUrl(const QString &text)
{
    QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isHttp || url.host().isEmpty() || url.hasQuery() || url.hasFragment() ||
        !url.userInfo().isEmpty()) {
        return wrongUse(u"\"%1\" is not a server's address: write http://HOST:PORT, for example "
                        "http://127.0.0.1:8000"_s.arg(text));
    }
    return url;
}

CliResult<void> takeGlobals(CommandLine &line, const CommandLine::Environment &environment)
{
    line.json = line.isSet(u"json"_s);
    QString server = line.value(u"server"_s);
    if (server.isEmpty())
        server = environment.server.isEmpty() ? u"http://127.0.0.1:8000"_s : environment.server;
    const auto url = serverUrl(server);
    if (!url)
        return std::unexpected(url.error());
    line.server = *url;
    const QString token = line.isSet(u"token"_s) ? line.value(u"token"_s) : environment.token;
    const auto isPrintable = [](QChar c) { return c > u' ' && c <= u'~'; };
    if (!std::ranges::all_of(token, isPrintable))
        return wrongUse(u"the token holds characters that no token has: it was not sent"_s);
    line.token = token.toLatin1();
    return {};
}

CliResult<void> checkArguments(const CommandSpec &spec, const CommandLine &line)
{
    const qsizetype given = line.arguments.size();
    if (given < spec.minArguments)
        return wrongUse(u"cactl %1 needs a job's id"_s.arg(spec.name) + helpHint(spec.name));
    if (spec.maxArguments >= 0 && given > spec.maxArguments) {
        const QString extra = line.arguments.at(spec.maxArguments);
        const bool isTask = spec.arguments.startsWith(u"PROMPT");
        return wrongUse(isTask ? u"the task is one argument: put it in quotes (\"%1\" is too much)"_s.arg(extra) +
                                     helpHint(spec.name)
                               : u"unexpected argument \"%1\""_s.arg(extra) + helpHint(spec.name));
    }
    return {};
}

/// The command's name and what follows it, after the options that stand before it.
CliResult<QStringList> takeCommand(const QStringList &arguments, CommandLine &line)
{
    auto rest = take(arguments, globalOptions(), QCommandLineParser::ParseAsPositionalArguments, line);
    if (!rest)
        return rest;
    bool wantsHelp = line.isSet(u"help"_s);
    if (!rest->isEmpty() && rest->first() == "help"_L1) {
        wantsHelp = true;
        rest->removeFirst();
    }
    if (line.isSet(u"version"_s)) {
        line.information = u"cactl %1\n"_s.arg(QCoreApplication::applicationVersion());
        return QStringList();
    }
    if (rest->isEmpty()) {
        if (!wantsHelp)
            return wrongUse(u"a command is missing: cactl --help lists them"_s);
        line.information = generalHelp();
        return QStringList();
    }
    line.command = rest->takeFirst();
    const CommandSpec *spec = findCommand(line.command);
    if (!spec) {
        return wrongUse(u"there is no command \"%1\"."_s.arg(line.command) + didYouMean(line.command, commandNames()) +
                        helpHint({}));
    }
    if (wantsHelp)
        line.information = commandHelp(*spec);
    return *rest;
}
} // namespace

CommandLine::Environment CommandLine::Environment::ofProcess()
{
    return {.server = qEnvironmentVariable("CACTL_SERVER"), .token = qEnvironmentVariable("AGENT_API_TOKEN")};
}

QString CommandLine::value(const QString &option) const
{
    const QStringList values = options.value(option);
    return values.isEmpty() ? QString() : values.constLast();
}

CliResult<int> CommandLine::number(const QString &option, int least, int most, int otherwise) const
{
    if (!isSet(option))
        return otherwise;
    bool isNumber = false;
    const int number = value(option).toInt(&isNumber);
    if (!isNumber || number < least || number > most) {
        return wrongUse(u"--%1 takes a whole number from %2 to %3, not \"%4\""_s.arg(option).arg(least).arg(most).arg(
            value(option)));
    }
    return number;
}

CliResult<CommandLine> CommandLine::parse(const QStringList &arguments, const Environment &environment)
{
    CommandLine line;
    const auto rest = takeCommand(arguments, line);
    if (!rest)
        return std::unexpected(rest.error());
    if (!line.information.isEmpty())
        return line;
    const CommandSpec &spec = *findCommand(line.command);
    const auto positional = take(*rest, spec.options + globalOptions(), QCommandLineParser::ParseAsOptions, line);
    if (!positional)
        return std::unexpected(positional.error());
    if (line.isSet(u"help"_s)) {
        line.information = commandHelp(spec);
        return line;
    }
    line.arguments = *positional;
    if (const auto checked = takeGlobals(line, environment); !checked)
        return std::unexpected(checked.error());
    if (const auto checked = checkArguments(spec, line); !checked)
        return std::unexpected(checked.error());
    return line;
}

} // namespace ca::cli
