#include "settingscommandline.h"

#include <QCommandLineParser>

#include "nearestname.h"
#include "settingtable.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> misuse(const QString &sentence)
{
    return failure(ErrorCode::InvalidArgument, sentence);
}

std::unexpected<Error> unknownOption(const QString &given)
{
    QStringList options{u"help"_s, u"version"_s};
    for (const Setting &setting : settingTable())
        options.append(setting.option);
    options.removeAll(QString());
    const QString dashes = given.size() == 1 ? u"-"_s : u"--"_s;
    const QString nearest = nearestName(given, options);
    return misuse(u"there is no option %1%2%3"_s.arg(
        dashes, given, nearest.isEmpty() ? QString() : u"; did you mean --%1?"_s.arg(nearest)));
}

} // namespace

Result<SettingsCommandLine> SettingsCommandLine::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    const QCommandLineOption help(QStringList{u"h"_s, u"help"_s});
    const QCommandLineOption version(QStringList{u"v"_s, u"version"_s});
    parser.addOptions({help, version});
    for (const Setting &setting : settingTable()) {
        if (!setting.option.isEmpty())
            parser.addOption(QCommandLineOption(setting.option, setting.meaning, setting.valueName));
    }
    const bool isParsed = parser.parse(QStringList(QString()) + arguments);
    if (const QStringList unknown = parser.unknownOptionNames(); !unknown.isEmpty())
        return unknownOption(unknown.constFirst());
    if (!isParsed)
        return misuse(parser.errorText());
    if (const QStringList others = parser.positionalArguments(); !others.isEmpty())
        return misuse(u"unexpected argument \"%1\""_s.arg(others.constFirst()));
    SettingsCommandLine line{.values = {}, .wantsHelp = parser.isSet(help), .wantsVersion = parser.isSet(version)};
    for (const Setting &setting : settingTable()) {
        if (!setting.option.isEmpty() && parser.isSet(setting.option))
            line.values.insert(setting.name, parser.value(setting.option));
    }
    return line;
}

} // namespace ca
