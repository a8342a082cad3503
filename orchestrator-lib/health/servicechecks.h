#pragma once

#include <QUrl>

#include "healthreport.h"
#include "keystore.h"
#include "portholder.h"
#include "providerstatus.h"

namespace ca {

/// Where the REST API is.
struct ApiFacts
{
    /// Empty while it is off.
    QUrl url = {};
    /// Why it is off.
    QString error = {};
    /// The port that was asked for; 0: any.
    quint16 port = 0;
};

/// A port that this program is to listen on.
struct PortFacts
{
    /// What is there: "desktops".
    QString purpose;
    /// 0: none was asked for.
    quint16 port = 0;
    PortHolder holder = {};
};

/// What the program has to work with, as findings; each from facts alone.

/// `sentence`: KeyStore::keychainSentence().
HealthCheck checkKeychain(KeychainState state, const QString &sentence);
HealthCheck checkProviders(const QList<ProviderStatus> &providers);
HealthCheck checkApi(const ApiFacts &api);
HealthCheck checkPorts(const QList<PortFacts> &ports);
/// Orchestrator::notices(): a database that had to be made again.
HealthCheck checkStore(const QStringList &notices);

} // namespace ca
