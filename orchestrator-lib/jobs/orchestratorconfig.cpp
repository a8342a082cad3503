#include "orchestratorconfig.h"

#include <QUrl>
#include <algorithm>

#include "providernames.h"
#include "redactor.h"
#include "settings.h"
#include "settingtable.h"

namespace ca {

namespace {
KeyStoreConfig keysOf(const Settings &settings)
{
    KeyStoreConfig config;
    for (const ProviderName &provider : providerNames()) {
        if (provider.keyVariables.isEmpty())
            continue;
        config.providers.append(provider.name);
        const auto isSet = [&settings](const QString &variable) { return settings.isSet(variable); };
        const auto variable = std::ranges::find_if(provider.keyVariables, isSet);
        if (variable == provider.keyVariables.end())
            continue;
        config.given.append({.provider = provider.name,
                             .key = Secret(settings.value(*variable).toUtf8()),
                             .place = settings.source(*variable)});
    }
    config.useKeychain = settings.value(settingname::keychain) != QLatin1StringView("off");
    return config;
}

std::shared_ptr<Redactor> redactorOf(const Settings &settings)
{
    auto redactor = std::make_shared<Redactor>();
    for (const Setting &setting : settingTable()) {
        if (!setting.isSecret())
            continue;
        for (const QString &secret : secretsIn(setting, settings.value(setting.name)))
            redactor->add(Secret(secret.toUtf8()));
    }
    return redactor;
}
} // namespace

QStringList secretsIn(const Setting &setting, const QString &value)
{
    if (setting.type == SettingType::Secret)
        return {value};
    if (setting.type == SettingType::ProxyUrl)
        return {QUrl(value).password()};
    QStringList secrets;
    for (const QString &header : value.split(u';'))
        secrets.append(header.section(u':', 1).simplified().section(u' ', -1));
    return secrets;
}

OrchestratorConfig OrchestratorConfig::from(const Settings &settings, const QString &ownerName)
{
    return {.dataDir = settings.dataDir(),
            .ownerName = ownerName,
            .engine = settings.engine(),
            .image = settings.value(settingname::image),
            .runtime = settings.value(settingname::runtime),
            .fetchesImages = settings.value(settingname::missingImage) == QLatin1StringView("fetch"),
            .agentPath = {},
            .maxRunning = settings.maxJobs(),
            .maxQueued = settings.maxQueued(),
            .defaultLimits = settings.limits(),
            .network = settings.network(),
            .allowedHosts = settings.allowedHosts(),
            .proxy = settings.proxy(),
            .retentionDays = settings.retentionDays(),
            .approvalPatience = settings.approvalTimeout(),
            .rejoinPatience = settings.rejoinTimeout(),
            .desktopPort = settings.desktopPort(),
            .notebookPort = settings.notebookPort(),
            .keys = keysOf(settings),
            .redactor = redactorOf(settings)};
}

} // namespace ca
