#pragma once

#include <QHttpHeaders>
#include <QUrl>
#include <chrono>
#include <optional>

#include "apikey.h"
#include "providerpreset.h"
#include "providerstatus.h"

namespace ca {

class Settings;
struct ServerFacts;

/// How long a provider may take.
struct ChatPatience
{
    /// Without a byte of an answer that streams.
    std::chrono::milliseconds stall = std::chrono::minutes(3);
    /// For a whole answer.
    std::chrono::milliseconds total = std::chrono::minutes(15);
    /// Until the request is on its way.
    std::chrono::milliseconds connect = std::chrono::seconds(20);
    /// The first pause before it is asked again, where it does not say how long; each further one is twice as long.
    std::chrono::milliseconds firstPause = std::chrono::seconds(1);
    /// For one call, all pauses together: of the last provider that is left, and of one that others stand behind.
    std::chrono::milliseconds waiting = std::chrono::seconds(120);
    std::chrono::milliseconds waitingWithOthers = std::chrono::seconds(30);
    /// Who did not answer through all of that is not asked for so long, when there are others.
    std::chrono::milliseconds rest = std::chrono::minutes(5);
};

/// One provider as it is used: its preset, what the settings say otherwise, and its key.
struct ProviderConfig
{
    ProviderPreset preset;
    /// Without a slash at the end.
    QString baseUrl;
    QString model;
    qint64 contextTokens = 0;
    std::optional<double> temperature = {};
    /// Sent with every request.
    QHttpHeaders headers = {};
    ApiKey key = {};
    ChatPatience patience = {};
    /// The settings name its address, so it is meant to be used though it has no key.
    bool isAddressGiven = false;
    /// The settings name the window.
    bool isContextGiven = false;

    /// What the settings say of it. The key is the settings' too; Providers::setKey() replaces it.
    static ProviderConfig from(const ProviderPreset &preset, const Settings &settings);

    /// Takes what its server says, where the settings do not say otherwise.
    void take(const ServerFacts &facts);

    [[nodiscard]] QString name() const { return preset.name; }
    [[nodiscard]] QUrl url(const QString &path) const { return QUrl(baseUrl + path, QUrl::StrictMode); }
    /// What the settings alone tell: whether there is all that is needed to ask it.
    [[nodiscard]] ProviderState state() const;
    /// Why it cannot be asked, and what to do; empty when it can.
    [[nodiscard]] QString obstacle() const;
};

} // namespace ca
