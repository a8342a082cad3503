#include "chatclient.h"

#include <QCoroSignal>

#include "chatbody.h"
#include "chatnetwork.h"
#include "laterdeleter.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {
ChatAnswer completed(ChatAnswer answer, const ProviderConfig &provider, const ChatRequest &request)
{
    answer.provider = provider.name();
    if (answer.model.isEmpty())
        answer.model = provider.model;
    answer.contextTokens = provider.contextTokens;
    if (answer.promptTokens < 0)
        answer.promptTokens = estimatedTokens(request);
    if (answer.answerTokens < 0)
        answer.answerTokens = estimatedTokens(answer.text);
    return answer;
}
} // namespace

ChatClient::ChatClient(std::shared_ptr<ChatNetwork> network)
    : m_network(std::move(network))
{
}

QCoro::Task<std::expected<ChatAnswer, ChatFault>> ChatClient::ask(ProviderConfig provider, ChatFeatures features,
                                                                  ChatRequest request)
{
    const bool streams = streamsWith(features, request);
    QNetworkReply *reply = m_network->post(ChatNetwork::request(provider, provider.url(u"/chat/completions"_s)),
                                           chatBody(provider, features, request));
    const std::unique_ptr<ChatExchange, LaterDeleter> exchange(new ChatExchange(reply, provider.patience, streams));
    m_exchange = exchange.get();
    if (!exchange->hasEnded())
        co_await qCoro(exchange.get(), &ChatExchange::ended);
    auto answer = exchange->result();
    if (!answer)
        co_return std::unexpected(answer.error());
    co_return completed(std::move(*answer), provider, request);
}

void ChatClient::cancel()
{
    if (m_exchange)
        m_exchange->cancel();
}

} // namespace ca
