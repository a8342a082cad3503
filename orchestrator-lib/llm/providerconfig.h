#pragma once

#include <QHttpHeaders>
#include <QUrl>
#include <chrono>
#include <optional>

#include "apikey.h"
#include "providerpreset.h"

namespace ca {

class Settings;

/// How long a provider may take.
struct ChatPatience
{
    /// Without a byte of an answer that streams.
    std::chrono::milliseconds stall = std::chrono::minutes(3);
    /// For a whole answer.
    std::chrono::milliseconds total = std::chrono::minutes(15);
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

    [[nodiscard]] QString name() const { return preset.name; }
    [[nodiscard]] QUrl url(const QString &path) const { return QUrl(baseUrl + path, QUrl::StrictMode); }
    /// Why it cannot be asked, and what to do; empty when it can.
    [[nodiscard]] QString obstacle() const;
};

} // namespace ca
