#pragma once

#include <QFuture>
#include <QList>

#include "keystore.h"
#include "providerstatus.h"
#include "result.h"

namespace ca::dashboard {

class OrchestratorClient;

/// What the core knows of AI providers and their keys, as a value.
struct ProviderNews
{
    QList<ProviderStatus> providers = {};
    QList<KeyInfo> keys = {};
    KeychainState keychain = KeychainState::Checking;
    /// Where keys are kept, for people.
    QString keychainSentence = {};

    [[nodiscard]] const ProviderStatus *provider(const QString &name) const;
    [[nodiscard]] const KeyInfo *key(const QString &provider) const;
};

/// Asks for it; local servers have 300 ms to answer, the keychain 5 s.
QFuture<Result<ProviderNews>> askProviders(OrchestratorClient *client);

} // namespace ca::dashboard
