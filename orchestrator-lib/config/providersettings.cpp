#include "providersettings.h"

#include "providernames.h"
#include "settingtable.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// What each provider has; `name` is what its own setting ends with.
QList<Setting> commonSettings()
{
    return {
        {.name = providersetting::baseUrl,
         .valueName = u"URL"_s,
         .type = SettingType::Address,
         .defaultText = {},
         .meaning = u"Address of a provider's chat-completions protocol, instead of its own; NAME may be OLLAMA and "
                    "LLAMACPP too."_s},
        {.name = providersetting::model,
         .valueName = u"MODEL"_s,
         .type = SettingType::Text,
         .defaultText = {},
         .meaning = u"Model to ask. ALCHEMYST and GEMINI have one; CUSTOM, OLLAMA and LLAMACPP take the first that the "
                    "server lists; the others need it."_s},
        {.name = providersetting::temperature,
         .valueName = u"N"_s,
         .type = SettingType::Number,
         .defaultText = {},
         .meaning = u"Temperature; without it the model's own."_s,
         .least = 0,
         .most = 2},
        {.name = providersetting::headers,
         .valueName = u"HEADERS"_s,
         .type = SettingType::Headers,
         .defaultText = {},
         .meaning = u"More headers of each request: \"Name: value; Name: value\"."_s},
        {.name = providersetting::context,
         .valueName = u"TOKENS"_s,
         .type = SettingType::WholeNumber,
         .defaultText = {},
         .meaning = u"Tokens that the model's context has, when it is not what is known of it."_s,
         .least = 1000,
         .most = 100'000'000},
    };
}

Setting keySetting(const QString &variable)
{
    return {.name = variable,
            .option = {},
            .valueName = u"KEY"_s,
            .type = SettingType::Secret,
            .group = SettingGroup::Providers,
            .defaultText = {},
            .meaning = u"Key of a provider; NAME is ALCHEMYST (also ALCHEMYST_AI_API_KEY), GEMINI, OPENAI, OPENROUTER, "
                       "ANTHROPIC, MISTRAL, GROQ or CUSTOM."_s,
            .least = 1,
            .pattern = u"NAME_API_KEY"_s};
}

Setting orderSetting()
{
    QStringList names;
    for (const ProviderName &provider : providerNames())
        names.append(provider.name);
    return {.name = settingname::providers,
            .option = u"providers"_s,
            .valueName = u"NAMES"_s,
            .type = SettingType::Names,
            .group = SettingGroup::Providers,
            .defaultText = u"alchemyst, gemini, then the others that have a key"_s,
            .computeDefault = [] { return QString(); },
            .meaning =
                u"AI providers that jobs may ask, in this order, with commas between; when one cannot answer, the "
                "next is asked."_s,
            .choices = names};
}
} // namespace

QList<Setting> providerSettings()
{
    QList<Setting> all{orderSetting()};
    for (const ProviderName &provider : providerNames()) {
        for (const QString &variable : provider.keyVariables)
            all.append(keySetting(variable));
    }
    for (const Setting &common : commonSettings()) {
        for (const ProviderName &provider : providerNames()) {
            Setting setting = common;
            setting.name = provider.setting(common.name);
            setting.group = SettingGroup::Providers;
            setting.pattern = u"NAME_"_s + common.name;
            all.append(setting);
        }
    }
    return all;
}

} // namespace ca
