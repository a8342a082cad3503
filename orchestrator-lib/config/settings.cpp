#include "settings.h"

#include <QDir>
#include <QJsonObject>
#include <array>

#include "limitfield.h"
#include "settinglayer.h"
#include "settingtable.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

Error misfit(const Setting &setting, const GivenSetting &given)
{
    constexpr qsizetype mostShown = 80;
    QString shown = u"\"%1\""_s.arg(given.text.size() > mostShown ? given.text.left(mostShown) + u'…' : given.text);
    if (setting.isSecret())
        shown = u"unusable"_s;
    return {.code = ErrorCode::InvalidArgument,
            .message =
                u"%1 is %2 (from %3), but must be %4"_s.arg(setting.name, shown, given.source, setting.expectation()),
            .detail = setting.name};
}

/// "~" is what people write in files that no shell reads.
QString absoluteFolder(const GivenSetting &given)
{
    const bool isAtHome = given.text == "~"_L1 || given.text.startsWith("~/"_L1);
    const QString path = isAtHome ? QDir::homePath() + given.text.sliced(1) : given.text;
    return QDir::cleanPath(QDir(given.baseDir).absoluteFilePath(path));
}

QJsonValue jsonValue(const Setting &setting, const QString &text)
{
    if (setting.isSecret() || text.isEmpty())
        return QJsonValue::Null;
    return setting.isNumber() ? QJsonValue(text.toDouble()) : QJsonValue(text);
}

} // namespace

Settings::Settings()
{
    for (const Setting &setting : settingTable())
        m_values.insert(setting.name, {.text = setting.defaultValue(), .source = {}});
}

Result<Settings> Settings::read(const QHash<QString, QString> &optionValues, const SettingSources &sources)
{
    const auto shared = fileLayer(sources.workingDir + u"/.env"_s, FileUse::Shared);
    if (!shared)
        return failure(shared.error());
    const auto own = fileLayer(sources.configDir + u"/settings.env"_s, FileUse::Own);
    if (!own)
        return failure(own.error());
    const std::array bestLast{*own, *shared, environmentLayer(sources.environment, sources.workingDir),
                              commandLineLayer(optionValues, sources.workingDir)};
    SettingLayer effective;
    for (const SettingLayer &layer : bestLast)
        effective.insert(layer);
    Settings settings;
    for (const Setting &setting : settingTable()) {
        const auto given = effective.constFind(setting.name);
        if (given == effective.cend())
            continue;
        if (!setting.accepts(given->text))
            return failure(misfit(setting, *given));
        const bool isFolder = setting.type == SettingType::Folder;
        settings.m_values.insert(setting.name,
                                 {.text = isFolder ? absoluteFolder(*given) : given->text, .source = given->source});
    }
    return settings;
}

QString Settings::dataDir() const
{
    return text(settingname::outputDir);
}

ListenAddress Settings::listen() const
{
    return ListenAddress::parse(text(settingname::listen)).value_or(ListenAddress());
}

QString Settings::apiToken() const
{
    return text(settingname::apiToken);
}

QString Settings::desktopPort() const
{
    return text(settingname::desktopPort);
}

QString Settings::notebookPort() const
{
    return text(settingname::notebookPort);
}

QString Settings::engine() const
{
    return text(settingname::engine);
}

int Settings::maxJobs() const
{
    return text(settingname::maxJobs).toInt();
}

int Settings::maxQueued() const
{
    return text(settingname::maxQueued).toInt();
}

std::chrono::seconds Settings::approvalTimeout() const
{
    return std::chrono::seconds(text(settingname::approvalTimeout).toInt());
}

std::chrono::seconds Settings::rejoinTimeout() const
{
    return std::chrono::seconds(text(settingname::rejoinTimeout).toInt());
}

int Settings::retentionDays() const
{
    return text(settingname::retentionDays).toInt();
}

QStringList Settings::providers() const
{
    const QString names = text(settingname::providers);
    return names.isEmpty() ? QStringList() : splitNames(names);
}

NetworkPolicy Settings::network() const
{
    return networkFromName(text(settingname::network)).value_or(NetworkPolicy::Allowlist);
}

QList<HostPattern> Settings::allowedHosts() const
{
    return parseHostPatterns(text(settingname::allowedHosts)).value_or(QList<HostPattern>());
}

QString Settings::proxy() const
{
    return text(settingname::proxy);
}

Limits Settings::limits() const
{
    Limits limits;
    for (const LimitField &field : limitFields())
        field.set(limits, text(settingname::ofLimit(field.name)).toDouble());
    return limits;
}

QString Settings::source(const QString &name) const
{
    const QString source = m_values.value(name).source;
    return source.isEmpty() ? u"the default"_s : source;
}

QJsonArray Settings::toJson() const
{
    QJsonArray list;
    for (const Setting &setting : settingTable()) {
        if (setting.pattern.isEmpty() || isSet(setting.name))
            list.append(toJson(setting));
    }
    return list;
}

QJsonObject Settings::toJson(const Setting &setting) const
{
    const bool isComputed = setting.computeDefault != nullptr;
    return {{u"name"_s, setting.name},
            {u"option"_s, setting.option.isEmpty() ? QJsonValue() : QJsonValue(u"--"_s + setting.option)},
            {u"value"_s, jsonValue(setting, text(setting.name))},
            {u"default"_s, isComputed ? QJsonValue(setting.defaultText) : jsonValue(setting, setting.defaultText)},
            {u"source"_s, source(setting.name)},
            {u"meaning"_s, setting.meaning},
            {u"is_set"_s, isSet(setting.name)}};
}

} // namespace ca
