#include "settingstexts.h"

#include <QSet>
#include <QStringList>
#include <array>

#include "settingtable.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype width = 80;
constexpr qsizetype column = 28;
constexpr std::array groups{SettingGroup::Program, SettingGroup::Providers, SettingGroup::JobLimits};

QString titleOf(SettingGroup group)
{
    switch (group) {
    case SettingGroup::Program:
        return u"Server and dashboard"_s;
    case SettingGroup::Providers:
        return u"AI providers"_s;
    case SettingGroup::JobLimits:
        return u"Limits of jobs that ask for no others"_s;
    }
    return {};
}

QString shownName(const Setting &setting)
{
    return setting.pattern.isEmpty() ? setting.name : setting.pattern;
}

QStringList wrapped(const QString &text, qsizetype room)
{
    QStringList lines{QString()};
    for (const QString &word : text.split(u' ')) {
        if (!lines.last().isEmpty() && lines.last().size() + 1 + word.size() > room)
            lines.append(QString());
        lines.last() += (lines.last().isEmpty() ? QString() : u" "_s) + word;
    }
    return lines;
}

QString helpRow(const QString &left, const QString &right)
{
    const QString indent(column, u' ');
    return QString(u"  "_s + left).leftJustified(column) + wrapped(right, width - column).join(u'\n' + indent) + u'\n';
}

QString helpRow(const Setting &setting)
{
    if (setting.option.isEmpty())
        return helpRow(shownName(setting), setting.meaning);
    return helpRow(u"--%1 %2"_s.arg(setting.option, setting.valueName),
                   u"%1 Default: %2. [%3]"_s.arg(setting.meaning, setting.defaultText, setting.name));
}

QString markdownRow(const Setting &setting)
{
    const QString option = setting.option.isEmpty() ? u"–"_s : u"`--%1 %2`"_s.arg(setting.option, setting.valueName);
    QString meaning = setting.meaning;
    if (setting.isNumber())
        meaning += u" A%1."_s.arg(setting.expectation().sliced(1));
    return u"| `%1` | %2 | %3 | %4 |\n"_s.arg(shownName(setting), option,
                                              setting.defaultText.isEmpty() ? u"none"_s : setting.defaultText, meaning);
}

/// One text per group: its title, then a row for each of its settings, or for those that one pattern stands for.
QString inGroups(const QString &titlePattern, QString (*row)(const Setting &))
{
    QString text;
    for (const SettingGroup group : groups) {
        text += titlePattern.arg(titleOf(group));
        QSet<QString> shown;
        for (const Setting &setting : settingTable()) {
            if (setting.group != group || shown.contains(shownName(setting)))
                continue;
            shown.insert(shownName(setting));
            text += row(setting);
        }
    }
    return text;
}

} // namespace

QString settingsHelp(const QString &program, const QString &description)
{
    const QString sources = u"Each setting can also be given by its name in brackets: in the environment, else in a "
                            "file .env in the working folder, else in containerized-agent/settings.env in the XDG "
                            "config folder, as NAME=VALUE lines."_s;
    return u"Usage: %1 [OPTION…]\n\n"_s.arg(program) + wrapped(description, width).join(u'\n') + u'\n' +
           inGroups(u"\n%1:\n"_s, helpRow) + u"\nOther:\n" + helpRow(u"-h, --help"_s, u"Shows this help."_s) +
           helpRow(u"-v, --version"_s, u"Shows the version."_s) + u'\n' + wrapped(sources, width).join(u'\n') + u'\n';
}

QString settingsMarkdown()
{
    return inGroups(u"\n| %1 | option | default | meaning |\n|---|---|---|---|\n"_s, markdownRow);
}

} // namespace ca
