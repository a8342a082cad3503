#pragma once

#include <QCoroTask>
#include <QPointer>
#include <expected>
#include <memory>

#include "chat.h"
#include "chatexchange.h"
#include "chatfault.h"
#include "providerconfig.h"

namespace ca {

class ChatNetwork;

/// Asks one provider once.
class ChatClient
{
public:
    explicit ChatClient(std::shared_ptr<ChatNetwork> network);

    /// One at a time. The answer is complete: who gave it, its window, and tokens, estimated where nobody counted.
    QCoro::Task<std::expected<ChatAnswer, ChatFault>> ask(ProviderConfig provider, ChatFeatures features,
                                                          ChatRequest request);
    /// Ends what is under way; it then says Cancelled.
    void cancel();

private:
    std::shared_ptr<ChatNetwork> m_network;
    QPointer<ChatExchange> m_exchange;
};

} // namespace ca
