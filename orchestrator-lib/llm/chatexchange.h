#pragma once

#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <expected>
#include <optional>

#include "answerreader.h"
#include "chatfault.h"
#include "providerconfig.h"

namespace ca {

/// One request to a provider and its answer, read as it comes, within limits of time and size.
class ChatExchange : public QObject
{
    Q_OBJECT

public:
    /// Takes over the reply. `streams`: pieces are expected all the time, so that a stall is noticed.
    ChatExchange(QNetworkReply *reply, const ChatPatience &patience, bool streams);
    ~ChatExchange() override;

    void cancel();
    /// ended() has come, or need not be waited for.
    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    /// Once it has ended.
    std::expected<ChatAnswer, ChatFault> result();
    /// What came was a stream and no good one.
    [[nodiscard]] bool wasStream() const { return m_reader.isStream(); }

Q_SIGNALS:
    void ended();

private:
    void read();
    /// Gives the connection up, with this as the fault; none: all that is needed has come.
    void giveUp(const std::optional<ChatFault> &fault);
    void endOnce();
    void movesOn();
    [[nodiscard]] bool isGood() const;
    [[nodiscard]] ChatFault networkFault() const;

    /// Deleted with its manager, should that go first.
    QPointer<QNetworkReply> m_reply;
    ChatPatience m_patience;
    bool m_streams;
    AnswerReader m_reader;
    QByteArray m_errorBody;
    std::optional<ChatFault> m_fault;
    bool m_isCutShort = false;
    bool m_hasEnded = false;
    QTimer m_stall;
    QTimer m_total;
};

} // namespace ca
