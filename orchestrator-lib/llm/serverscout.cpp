#include "serverscout.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include "chatnetwork.h"
#include "errorbody.h"

namespace ca {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {
/// Ollama's own default, unless its OLLAMA_CONTEXT_LENGTH says otherwise, which it tells only of models that are
/// loaded.
constexpr qint64 ollamaDefault = 4096;

/// The server's root, above the path of the chat-completions protocol.
QString rootOf(const ProviderConfig &provider)
{
    const QString &usual = provider.preset.usualPath;
    return !usual.isEmpty() && provider.baseUrl.endsWith(usual) ? provider.baseUrl.chopped(usual.size())
                                                                : provider.baseUrl;
}

/// The entry of the model in `{"data": [{"id": …}]}`; with no model asked for, the first one.
QJsonObject listedModel(const QJsonObject &list, const QString &asked)
{
    for (const QJsonValue entry : list[u"data"].toArray()) {
        if (asked.isEmpty() || entry[u"id"].toString() == asked)
            return entry.toObject();
    }
    return {};
}

/// What vLLM, LM Studio and llama.cpp call it.
qint64 contextIn(const QJsonObject &model)
{
    for (const QLatin1StringView name : {"max_model_len"_L1, "context_length"_L1, "max_context_length"_L1}) {
        if (const qint64 tokens = model[name].toInteger(); tokens > 0)
            return tokens;
    }
    return 0;
}

qint64 contextOfModel(const QJsonObject &info)
{
    for (auto entry = info.begin(); entry != info.end(); ++entry) {
        if (entry.key().endsWith(".context_length"_L1))
            return entry.value().toInteger();
    }
    return 0;
}

QString noteOn(const ProviderConfig &provider, qint64 context)
{
    if (provider.name() != "ollama"_L1 || context <= 0 || context >= ServerScout::smallContext)
        return {};
    return u"Ollama gives the model a context of only %1 tokens: start Ollama with OLLAMA_CONTEXT_LENGTH=32768 or more"_s
        .arg(context);
}
} // namespace

ServerScout::ServerScout(std::shared_ptr<ChatNetwork> network)
    : m_network(std::move(network))
{
}

QCoro::Task<ServerScout::Json> ServerScout::get(ProviderConfig provider, QString url, milliseconds limit)
{
    co_return co_await m_network->fetch(ChatNetwork::request(provider, QUrl(url, QUrl::StrictMode)), {}, limit);
}

QCoro::Task<qint64> ServerScout::ollamaContext(ProviderConfig provider, milliseconds limit)
{
    const QString root = rootOf(provider);
    const Json loaded = co_await get(provider, root + u"/api/ps"_s, limit);
    for (const QJsonValue model : loaded.value_or(QJsonObject())[u"models"].toArray()) {
        const bool isIt = model[u"name"].toString() == provider.model || model[u"model"].toString() == provider.model;
        if (const qint64 tokens = model[u"context_length"].toInteger(); isIt && tokens > 0)
            co_return tokens;
    }
    const QByteArray question = QJsonDocument(QJsonObject{{u"model"_s, provider.model}}).toJson();
    const Json shown = co_await m_network->fetch(
        ChatNetwork::request(provider, QUrl(root + u"/api/show"_s, QUrl::StrictMode)), question, limit);
    if (!shown)
        co_return ollamaDefault;
    static const QRegularExpression parameter(u"^num_ctx\\s+(\\d+)"_s, QRegularExpression::MultilineOption);
    const auto given = parameter.match((*shown)[u"parameters"].toString());
    const qint64 tokens = given.hasMatch() ? given.captured(1).toLongLong() : ollamaDefault;
    const qint64 most = contextOfModel((*shown)[u"model_info"].toObject());
    co_return most > 0 ? std::min(tokens, most) : tokens;
}

QCoro::Task<std::expected<ServerFacts, QString>> ServerScout::look(ProviderConfig provider, milliseconds limit)
{
    const bool isOllama = provider.name() == "ollama"_L1;
    if (isOllama) {
        const Json version = co_await get(provider, rootOf(provider) + u"/api/version"_s, limit);
        if (!version)
            co_return std::unexpected(version.error());
    }
    const Json list = co_await get(provider, provider.baseUrl + u"/models"_s, limit);
    if (!list)
        co_return std::unexpected(list.error());
    const QJsonObject model = listedModel(*list, provider.model);
    if (provider.model.isEmpty())
        provider.model = oneLine(model[u"id"].toString());
    ServerFacts facts{.model = provider.model, .contextTokens = contextIn(model)};
    if (facts.model.isEmpty()) {
        facts.note =
            isOllama ? u"it has no model: get one with, for example, ollama pull qwen3"_s : u"it lists no model"_s;
        co_return facts;
    }
    if (isOllama)
        facts.contextTokens = co_await ollamaContext(provider, limit);
    if (provider.name() == "llama.cpp"_L1) {
        const Json props = co_await get(provider, rootOf(provider) + u"/props"_s, limit);
        facts.contextTokens = props.value_or(QJsonObject())[u"default_generation_settings"][u"n_ctx"].toInteger();
    }
    facts.note = noteOn(provider, facts.contextTokens);
    co_return facts;
}

} // namespace ca
