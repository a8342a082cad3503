#include "providernames.h"

#include <algorithm>

namespace ca {

using namespace Qt::StringLiterals;

const QList<ProviderName> &providerNames()
{
    static const QList<ProviderName> names{
        {u"alchemyst"_s, u"ALCHEMYST"_s, {u"ALCHEMYST_API_KEY"_s, u"ALCHEMYST_AI_API_KEY"_s}},
        {u"gemini"_s, u"GEMINI"_s, {u"GEMINI_API_KEY"_s}},
        {u"openai"_s, u"OPENAI"_s, {u"OPENAI_API_KEY"_s}},
        {u"openrouter"_s, u"OPENROUTER"_s, {u"OPENROUTER_API_KEY"_s}},
        {u"anthropic"_s, u"ANTHROPIC"_s, {u"ANTHROPIC_API_KEY"_s}},
        {u"mistral"_s, u"MISTRAL"_s, {u"MISTRAL_API_KEY"_s}},
        {u"groq"_s, u"GROQ"_s, {u"GROQ_API_KEY"_s}},
        {u"custom"_s, u"CUSTOM"_s, {u"CUSTOM_API_KEY"_s}},
        {u"ollama"_s, u"OLLAMA"_s, {}},
        {u"llama.cpp"_s, u"LLAMACPP"_s, {}},
    };
    return names;
}

const ProviderName *findProviderName(const QString &name)
{
    const auto found = std::ranges::find(providerNames(), name, &ProviderName::name);
    return found != providerNames().end() ? &*found : nullptr;
}

} // namespace ca
