#pragma once

#include <QCoroTask>
#include <QObject>
#include <QTimer>
#include <expected>
#include <memory>
#include <vector>

#include "chainlink.h"
#include "chat.h"
#include "chatclient.h"
#include "chaterror.h"
#include "serverscout.h"

namespace ca {

class ChatNetwork;

/// The providers that one job may ask: each call goes to the first that can answer, and to the next one when that one's
/// quota is spent, its key is rejected, or it stays overloaded. Who is out stays out for the job; who was overloaded
/// rests for some minutes. Lives on the core thread.
class ProviderChain : public QObject
{
    Q_OBJECT

public:
    /// Made by Providers. `providers` in the order in which they are asked, at least one.
    ProviderChain(std::shared_ptr<ChatNetwork> network, const QList<ProviderConfig> &providers);
    /// Not while complete() is under way: cancel() first, and let it end.
    ~ProviderChain() override;

    /// One call at a time. Every wait in it has a limit (ChatPatience), and cancel() ends it at once. Of the errors,
    /// ContextOverflow, BadRequest and Refused are the caller's to act on; the others mean that nobody is left.
    QCoro::Task<ChatResult<ChatAnswer>> complete(ChatRequest request);
    /// Ends the call that is under way, which then says Cancelled, and every later one.
    void cancel();

    /// Who is asked next: a preset's name, its model and the model's window in tokens. The model is empty while a
    /// server that lists its models has not been asked.
    [[nodiscard]] QString provider() const;
    [[nodiscard]] QString model() const;
    [[nodiscard]] qint64 contextTokens() const;
    /// Whether that one is sent images.
    [[nodiscard]] bool seesImages() const;

Q_SIGNALS:
    /// It pauses before it asks again; the sentence tells why and for how long.
    void waiting(const QString &sentence, int seconds);
    /// The pause is over.
    void goesOn();
    /// From now on another provider is asked than before; the sentence tells why.
    void switched(const QString &sentence);

private:
    using Outcome = std::expected<ChatAnswer, ChatFault>;
    [[nodiscard]] const ChainLink *next() const;
    [[nodiscard]] ChainLink *next();
    [[nodiscard]] bool hasOthers(const ChainLink &link) const;
    void announce(const ChainLink &link);
    QCoro::Task<ChatResult<ChatAnswer>> askOneAfterTheOther(const ChatRequest &request);
    QCoro::Task<Outcome> ask(ChainLink &link, const ChatRequest &request);
    QCoro::Task<Outcome> askOnce(ChainLink &link, const ChatRequest &request);
    QCoro::Task<void> pause(const ChainLink &link, const ChatFault &fault, std::chrono::milliseconds time);
    [[nodiscard]] ChatError errorOfAll() const;

    ServerScout m_scout;
    ChatClient m_client;
    std::vector<ChainLink> m_links;
    /// Who was asked last; null before the first call.
    const ChainLink *m_last = nullptr;
    std::chrono::milliseconds m_waited{0};
    QTimer m_pause;
    bool m_isCancelled = false;
};

} // namespace ca
