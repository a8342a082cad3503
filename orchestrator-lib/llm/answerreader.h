#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <expected>
#include <optional>

#include "chat.h"
#include "chatfault.h"
#include "sseparser.h"

namespace ca {

/// Reads the body of a provider's answer, in pieces of any size: server-sent events or one JSON object, whichever
/// comes, since some servers do not do what the request says. What it does not know it leaves out; what it keeps has
/// limits.
class AnswerReader
{
public:
    /// Of a body, as it comes over the network, and of the answer in it, in characters.
    static constexpr qint64 maxBytes = 64LL * 1024 * 1024;
    static constexpr qsizetype maxText = 4LL * 1024 * 1024;

    /// False when it is larger than an answer may be; nothing more is read then.
    bool feed(const QByteArray &bytes);
    /// The model has said that it is ready, though numbers may follow; nothing follows any more.
    [[nodiscard]] bool hasFinished() const { return m_isDone || !m_finishReason.isEmpty(); }
    [[nodiscard]] bool isDone() const { return m_isDone; }
    /// What comes is events.
    [[nodiscard]] bool isStream() const { return m_isSniffed && !m_isJson; }

    /// The answer, when the body has come to its end. `isWhole`: nothing was cut off. Tokens that the provider did not
    /// count are negative; provider and window are not in it.
    std::expected<ChatAnswer, ChatFault> finish(bool isWhole);

private:
    bool take(const QByteArray &bytes);
    void readDocument();
    void readChunk(const QJsonObject &chunk);
    void readChoice(const QJsonObject &choice);
    void readUsage(const QJsonObject &usage);
    [[nodiscard]] std::optional<ChatFault> fault(bool isWhole) const;

    qint64 m_bytes = 0;
    /// The first byte that is no space says what it is.
    bool m_isSniffed = false;
    bool m_isJson = false;
    QByteArray m_document;
    SseParser m_events;

    QString m_text;
    QString m_refusal;
    QString m_model;
    QString m_finishReason;
    QJsonObject m_error;
    qint64 m_promptTokens = -1;
    qint64 m_answerTokens = -1;
    bool m_isDone = false;
};

} // namespace ca
