#include "servicechecks.h"

#include <algorithm>

namespace ca {

using namespace Qt::StringLiterals;

namespace {

QString asSentence(const QString &text)
{
    if (text.isEmpty())
        return text;
    return text.at(0).toUpper() + text.sliced(1) + (text.endsWith(u'.') ? QString() : u"."_s);
}

} // namespace

HealthCheck checkKeychain(KeychainState state, const QString &sentence)
{
    return {.id = u"keychain"_s,
            .title = u"Keychain"_s,
            .state = state == KeychainState::Works ? HealthState::Good : HealthState::Warning,
            .finding = asSentence(sentence)};
}

HealthCheck checkProviders(const QList<ProviderStatus> &providers)
{
    HealthCheck check{.id = u"providers"_s, .title = u"AI providers"_s};
    QStringList ready;
    QStringList notes;
    for (const ProviderStatus &provider : providers) {
        if (provider.state == ProviderState::Ready)
            ready.append(provider.name);
        else if (!provider.keySource.isEmpty() || provider.position > 0)
            notes.append(provider.note.isEmpty() ? provider.name : provider.note);
    }
    if (ready.isEmpty()) {
        check.state = HealthState::Warning;
        check.finding = u"None is set up, so only tasks that are runbooks can run."_s;
        check.fix = u"Set a key in the settings, or start Ollama or a llama.cpp server."_s;
    } else {
        check.finding = u"Ready: %1."_s.arg(ready.join(u", "_s));
    }
    if (!notes.isEmpty()) {
        check.state = HealthState::Warning;
        check.finding += u" Not ready: "_s + asSentence(notes.join(u"; "_s));
    }
    return check;
}

HealthCheck checkApi(const ApiFacts &api)
{
    HealthCheck check{.id = u"api"_s, .title = u"REST API"_s};
    if (!api.url.isEmpty()) {
        check.finding = u"It answers at %1."_s.arg(api.url.toString());
        return check;
    }
    check.state = HealthState::Warning;
    check.finding = api.error.isEmpty() ? u"It is off."_s : u"It is off: "_s + asSentence(api.error);
    check.fix = u"Choose another port in the settings, or end the program that has this one."_s;
    return check;
}

HealthCheck checkStore(const QStringList &notices)
{
    HealthCheck check{.id = u"store"_s, .title = u"Stored jobs"_s};
    check.finding = notices.isEmpty() ? u"They were read without trouble."_s : asSentence(notices.join(u' '));
    if (!notices.isEmpty())
        check.state = HealthState::Warning;
    return check;
}

} // namespace ca
