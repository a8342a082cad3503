#include "providerconfig.h"

#include "headerlist.h"
#include "providersettings.h"
#include "serverscout.h"
#include "settings.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {
ApiKey keyFrom(const ProviderName &names, const Settings &settings)
{
    for (const QString &variable : names.keyVariables) {
        if (settings.isSet(variable))
            return {settings.value(variable).toLatin1(), u"%1 (%2)"_s.arg(settings.source(variable), variable)};
    }
    return {};
}

QString addressFrom(const ProviderPreset &preset, const QString &given)
{
    QString address = given;
    while (address.endsWith(u'/'))
        address.chop(1);
    return QUrl(address).path().isEmpty() ? QString(address + preset.usualPath) : address;
}

QHttpHeaders headersFrom(const QString &text)
{
    QHttpHeaders headers;
    const auto fields = parseHeaderList(text);
    if (!fields)
        return headers;
    for (const auto &[name, value] : *fields)
        headers.append(name, value);
    return headers;
}
} // namespace

ProviderConfig ProviderConfig::from(const ProviderPreset &preset, const Settings &settings)
{
    const ProviderName &names = preset.names();
    const auto said = [&](QLatin1StringView what) { return settings.value(names.setting(what)); };
    ProviderConfig config{
        .preset = preset, .baseUrl = preset.baseUrl, .model = preset.model, .contextTokens = preset.contextTokens};
    config.key = keyFrom(names, settings);
    if (const QString address = said(providersetting::baseUrl); !address.isEmpty()) {
        config.baseUrl = addressFrom(preset, address);
        config.isAddressGiven = true;
    }
    if (const QString model = said(providersetting::model); !model.isEmpty())
        config.model = model;
    if (const QString temperature = said(providersetting::temperature); !temperature.isEmpty())
        config.temperature = temperature.toDouble();
    if (const QString tokens = said(providersetting::context); !tokens.isEmpty()) {
        config.contextTokens = tokens.toLongLong();
        config.isContextGiven = true;
    }
    config.headers = headersFrom(said(providersetting::headers));
    if (preset.place == ProviderPlace::Local) { // a processor may need minutes to read a long question
        config.patience.stall = std::chrono::minutes(10);
        config.patience.total = std::chrono::minutes(45);
    }
    return config;
}

void ProviderConfig::take(const ServerFacts &facts)
{
    if (model.isEmpty())
        model = facts.model;
    if (!isContextGiven && facts.contextTokens > 0)
        contextTokens = facts.contextTokens;
}

ProviderState ProviderConfig::state() const
{
    if (baseUrl.isEmpty())
        return ProviderState::NoAddress;
    if (preset.place == ProviderPlace::Hosted && key.isEmpty())
        return ProviderState::NoKey;
    if (model.isEmpty() && !preset.listsModels())
        return ProviderState::NoModel;
    return ProviderState::Ready;
}

QString ProviderConfig::obstacle() const
{
    const ProviderName &names = preset.names();
    switch (state()) {
    case ProviderState::NoAddress:
        return u"%1 has no address: set %2"_s.arg(preset.label, names.setting(providersetting::baseUrl));
    case ProviderState::NoKey:
        return u"%1 has no key: set %2, or give it with: cactl keys set %3"_s.arg(
            preset.label, names.keyVariables.constFirst(), preset.name);
    case ProviderState::NoModel:
        return u"no model of %1 is chosen: set %2"_s.arg(preset.label, names.setting(providersetting::model));
    case ProviderState::NotRunning:
    case ProviderState::Ready:
        return {};
    }
    return {};
}

} // namespace ca
