#include "providernews.h"

#include <QPointer>
#include <algorithm>

#include "orchestrator.h"
#include "orchestratorclient.h"
#include "providers.h"

namespace ca::dashboard {

const ProviderStatus *ProviderNews::provider(const QString &name) const
{
    const auto found = std::ranges::find(providers, name, &ProviderStatus::name);
    return found != providers.end() ? &*found : nullptr;
}

const KeyInfo *ProviderNews::key(const QString &provider) const
{
    const auto found = std::ranges::find(keys, provider, &KeyInfo::provider);
    return found != keys.end() ? &*found : nullptr;
}

QFuture<Result<ProviderNews>> askProviders(OrchestratorClient *client)
{
    return client->ask<ProviderNews>([](Orchestrator &orchestrator) -> QCoro::Task<Result<ProviderNews>> {
        const QPointer<Orchestrator> alive(&orchestrator);
        co_await orchestrator.keys().ready();
        if (!alive)
            co_return failure(ErrorCode::Interrupted, QString());
        const QList<ProviderStatus> providers = co_await orchestrator.providers().look();
        if (!alive)
            co_return failure(ErrorCode::Interrupted, QString());
        const KeyStore &keys = orchestrator.keys();
        co_return ProviderNews{.providers = providers,
                               .keys = keys.keys(),
                               .keychain = keys.keychainState(),
                               .keychainSentence = keys.keychainSentence()};
    });
}

} // namespace ca::dashboard
