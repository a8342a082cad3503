#pragma once

#include <QList>
#include <QString>
#include <cstdint>

#include "providernames.h"

namespace ca {

/// Where a provider's models are run.
enum class ProviderPlace : std::uint8_t {
    Hosted, ///< needs a key
    Own,    ///< somewhere that the settings name; a key is possible
    Local,  ///< on this machine, found when it answers
};

/// What the requests to a provider may hold beside the messages.
struct ChatFeatures
{
    /// Server-sent events; else the answer comes as a whole.
    bool streams = true;
    /// `stream_options: {include_usage}`; without it some count anyway, others do not.
    bool streamUsage = true;
    /// `response_format: {"type": "json_object"}`
    bool jsonMode = true;
    /// The two together.
    bool streamsJson = true;
    /// Messages with `image_url` parts. Not every model of a provider takes them; who refuses one gets none any more.
    bool images = false;
};

/// What is known of a provider before anything is set: one row of the table in design.md.
struct ProviderPreset
{
    QString name;
    /// For people: "Google Gemini".
    QString label;
    ProviderPlace place = ProviderPlace::Hosted;
    /// Of the chat-completions protocol, without a slash at the end; empty: the settings must say.
    QString baseUrl;
    /// What an address without a path gets, where people write such addresses.
    QString usualPath = {};
    /// Empty: the settings must say, but for Own and Local, which take the first model they list.
    QString model = {};
    /// The model's window in tokens.
    qint64 contextTokens = 0;
    ChatFeatures features = {};

    [[nodiscard]] const ProviderName &names() const;
    /// Takes the first model that the server lists when the settings name none.
    [[nodiscard]] bool listsModels() const { return place != ProviderPlace::Hosted; }
};

/// All of them, in the order of providerNames().
const QList<ProviderPreset> &providerPresets();

/// nullptr where there is none.
const ProviderPreset *findProviderPreset(const QString &name);

} // namespace ca
