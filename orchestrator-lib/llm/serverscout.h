#pragma once

#include <QCoroTask>
#include <QJsonObject>
#include <QString>
#include <chrono>
#include <expected>
#include <memory>

#include "providerconfig.h"

namespace ca {

class ChatNetwork;

/// What a server tells of itself: local ones and those of people's own list their models, and know their window.
struct ServerFacts
{
    /// The configured one, else the first that is listed.
    QString model = {};
    /// 0: it does not say.
    qint64 contextTokens = 0;
    /// Something people should know; may be empty.
    QString note = {};
};

/// Asks a server what it has: `/v1/models`, Ollama's `/api/version`, `/api/ps` and `/api/show`
/// (https://github.com/ollama/ollama/blob/main/docs/api.md), llama.cpp's `/props`
/// (https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md).
class ServerScout
{
public:
    explicit ServerScout(std::shared_ptr<ChatNetwork> network);

    /// `limit` is for each of its few small requests; a server that is not there takes one of them. The error is a
    /// reason.
    QCoro::Task<std::expected<ServerFacts, QString>> look(ProviderConfig provider, std::chrono::milliseconds limit);

    /// For a window that is smaller than an agent's work needs.
    static constexpr qint64 smallContext = 16'384;

private:
    using Json = std::expected<QJsonObject, QString>;
    QCoro::Task<Json> get(ProviderConfig provider, QString url, std::chrono::milliseconds limit);
    QCoro::Task<qint64> ollamaContext(ProviderConfig provider, std::chrono::milliseconds limit);

    std::shared_ptr<ChatNetwork> m_network;
};

} // namespace ca
