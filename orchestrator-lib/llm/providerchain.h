#pragma once

#include <QCoroTask>
#include <QObject>
#include <memory>
#include <vector>

#include "chat.h"
#include "chaterror.h"
#include "providerconfig.h"

namespace ca {

class ChatClient;
class ChatNetwork;
struct ChainLink;

/// The providers that one job may ask, one after the other: each call goes to the first that still can, and to the
/// next when that one's quota is spent, its key is rejected, or it stays overloaded. Who is out stays out for the job;
/// who was overloaded rests for some minutes. Lives on the core thread.
class ProviderChain : public QObject
{
    Q_OBJECT

public:
    /// Made by Providers. `providers` in the order in which they are asked, at least one.
    ProviderChain(std::shared_ptr<ChatNetwork> network, const QList<ProviderConfig> &providers);
    /// Not while complete() is under way: cancel() first, and let it end.
    ~ProviderChain() override;

    /// One call at a time. Takes as long as providers take, and at most maxWaiting more; cancel() ends it at once.
    QCoro::Task<ChatResult<ChatAnswer>> complete(ChatRequest request);
    /// Ends the call that is under way, which then says Cancelled, and every later one.
    void cancel();

    /// Who is asked next: a preset's name, its model and the model's window in tokens. The model is empty while a
    /// server that lists its models has not been asked.
    [[nodiscard]] QString provider() const;
    [[nodiscard]] QString model() const;
    [[nodiscard]] qint64 contextTokens() const;

    /// For one call, all pauses together, before it gives up on a provider that is overloaded: the last one that is
    /// left, and one that others stand behind.
    static constexpr std::chrono::seconds maxWaiting{120};
    static constexpr std::chrono::seconds maxWaitingWithOthers{30};

Q_SIGNALS:
    /// It pauses before it asks again.
    void waiting(const QString &sentence, int seconds);
    /// The pause is over.
    void goesOn();
    /// From now on another provider is asked.
    void switched(const QString &sentence);

private:
    friend class Providers;
    std::unique_ptr<ChatClient> m_client;
    std::vector<ChainLink> m_links;
};

} // namespace ca
