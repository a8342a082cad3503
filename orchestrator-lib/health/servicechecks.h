#pragma once

#include <QUrl>

#include "healthreport.h"
#include "keystore.h"
#include "providerstatus.h"

namespace ca {

/// Where the REST API is.
struct ApiFacts
{
    /// Empty while it is off.
    QUrl url = {};
    /// Why it is off.
    QString error = {};
};

/// What the program has to work with, as findings; each from facts alone.

/// `sentence`: KeyStore::keychainSentence().
HealthCheck checkKeychain(KeychainState state, const QString &sentence);
HealthCheck checkProviders(const QList<ProviderStatus> &providers);
HealthCheck checkApi(const ApiFacts &api);
/// Orchestrator::notices(): a database that had to be made again.
HealthCheck checkStore(const QStringList &notices);

} // namespace ca
