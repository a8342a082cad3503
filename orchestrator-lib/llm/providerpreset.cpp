#include "providerpreset.h"

#include <algorithm>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// What is assumed of a model of which nothing is known (design.md).
constexpr qint64 usualContext = 1'000'000;
/// Of the models that hosted providers and own servers commonly offer.
constexpr qint64 commonContext = 128'000;
/// Ollama's and llama.cpp's own default; the servers are asked for the real one.
constexpr qint64 localContext = 4'096;

/// The two that are always there, in this order.
QList<ProviderPreset> mainPresets()
{
    return {
        {.name = u"alchemyst"_s,
         .label = u"Alchemyst AI"_s,
         .baseUrl = u"https://platform-backend.getalchemystai.com/api/v1/proxy/default"_s,
         .model = u"alchemyst-ai/alchemyst-c1"_s,
         .contextTokens = usualContext},
        {.name = u"gemini"_s,
         .label = u"Google Gemini"_s,
         .baseUrl = u"https://generativelanguage.googleapis.com/v1beta/openai"_s,
         .model = u"gemini-2.5-flash"_s,
         .contextTokens = 1'048'576,
         .features = {.images = true}},
    };
}

QList<ProviderPreset> otherHostedPresets()
{
    return {
        {.name = u"openai"_s,
         .label = u"OpenAI"_s,
         .baseUrl = u"https://api.openai.com/v1"_s,
         .contextTokens = commonContext,
         .features = {.images = true}},
        {.name = u"openrouter"_s,
         .label = u"OpenRouter"_s,
         .baseUrl = u"https://openrouter.ai/api/v1"_s,
         .contextTokens = commonContext,
         .features = {.images = true}},
        {.name = u"anthropic"_s,
         .label = u"Anthropic"_s,
         .baseUrl = u"https://api.anthropic.com/v1"_s,
         .usualPath = u"/v1"_s,
         .contextTokens = 200'000,
         .features = {.jsonMode = false,
                      .images = true}}, // https://docs.claude.com/en/api/openai-sdk: response_format is ignored
        {.name = u"mistral"_s,
         .label = u"Mistral"_s,
         .baseUrl = u"https://api.mistral.ai/v1"_s,
         .contextTokens = commonContext,
         .features = {.streamUsage = false}}, // always counted; unknown parameters are refused
        {.name = u"groq"_s,
         .label = u"Groq"_s,
         .baseUrl = u"https://api.groq.com/openai/v1"_s,
         .contextTokens = commonContext,
         .features = {.streamsJson = false}},
    };
}

QList<ProviderPreset> ownPresets()
{
    return {
        {.name = u"custom"_s,
         .label = u"Own server"_s,
         .place = ProviderPlace::Own,
         .baseUrl = {},
         .contextTokens = commonContext},
        {.name = u"ollama"_s,
         .label = u"Ollama"_s,
         .place = ProviderPlace::Local,
         .baseUrl = u"http://127.0.0.1:11434/v1"_s,
         .usualPath = u"/v1"_s,
         .contextTokens = localContext},
        {.name = u"llama.cpp"_s,
         .label = u"llama.cpp server"_s,
         .place = ProviderPlace::Local,
         .baseUrl = u"http://127.0.0.1:8080/v1"_s,
         .usualPath = u"/v1"_s,
         .contextTokens = localContext},
    };
}
} // namespace

const ProviderName &ProviderPreset::names() const
{
    return *findProviderName(name);
}

const QList<ProviderPreset> &providerPresets()
{
    static const QList<ProviderPreset> presets = mainPresets() + otherHostedPresets() + ownPresets();
    return presets;
}

const ProviderPreset *findProviderPreset(const QString &name)
{
    const auto found = std::ranges::find(providerPresets(), name, &ProviderPreset::name);
    return found != providerPresets().end() ? &*found : nullptr;
}

} // namespace ca
