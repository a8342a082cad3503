#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <chrono>
#include <utility>

namespace ca::test {

/// One request that a FakeProvider received.
struct FakeRequest
{
    QByteArray method;
    QString path;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;

    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    [[nodiscard]] QJsonObject json() const;
    [[nodiscard]] bool wantsStream() const { return json()[QLatin1StringView("stream")].toBool(); }
    /// The contents of all messages, one after the other.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString lastMessage() const;
    /// The PNG files among the contents, in their order.
    [[nodiscard]] QList<QByteArray> images() const;
    /// What a message says, be it a text or a list of parts.
    static QString textOf(const QJsonValue &message);
};

/// How a FakeProvider answers one request: a completion, in the form that the request asks for, or exactly these bytes.
struct FakeAnswer
{
    int status = 200;
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    QByteArray body = {};
    /// The body is a completion with this text; `body` is not used.
    bool isCompletion = false;
    QString text = {};
    QString finishReason = QStringLiteral("stop");
    /// Counted tokens of question and answer; negative: counted at four bytes a token.
    int promptTokens = -1;
    int answerTokens = -1;
    /// Before the first byte.
    std::chrono::milliseconds delay{0};
    /// Nothing is ever sent.
    bool hangs = false;
    /// The body in pieces of so many bytes, a pause between them; 0: at once.
    qsizetype pieceSize = 0;
    std::chrono::milliseconds pause{0};
    /// The connection breaks after so many bytes of the body; negative: never.
    qsizetype cutAfter = -1;

    static FakeAnswer completion(const QString &text);
    /// A completion whose text is this JSON: a plan.
    static FakeAnswer plan(const QJsonObject &plan);
    /// A completion that ran out of room.
    static FakeAnswer cutOff(const QString &text);
    static FakeAnswer json(const QJsonObject &object, int status = 200);
    static FakeAnswer raw(const QByteArray &body, const QByteArray &contentType, int status = 200);
    static FakeAnswer html(int status);
    static FakeAnswer hang();
    /// As OpenAI words its errors.
    static FakeAnswer error(int status, const QString &message, const QString &code = {}, const QString &type = {});
    /// 429, with Retry-After where seconds are given.
    static FakeAnswer tooManyRequests(int seconds = -1);
    /// 400, as OpenAI says that a window of so many tokens is too small.
    static FakeAnswer contextOverflow(int window);
    /// 429 as Gemini says it: a list, with QuotaFailure and RetryInfo.
    static FakeAnswer geminiQuota(const QString &quotaId, const QString &retryDelay = {});

    [[nodiscard]] FakeAnswer slowly(qsizetype bytes, std::chrono::milliseconds between) const;
    [[nodiscard]] FakeAnswer cutAt(qsizetype bytes) const;
    [[nodiscard]] FakeAnswer after(std::chrono::milliseconds time) const;
    [[nodiscard]] FakeAnswer counted(int prompt, int answer) const;

    /// The body that goes to this request.
    [[nodiscard]] QByteArray bodyFor(const FakeRequest &request) const;
    [[nodiscard]] QByteArray contentTypeFor(const FakeRequest &request) const;

private:
    [[nodiscard]] QJsonObject usageFor(const FakeRequest &request) const;
    [[nodiscard]] QByteArray streamFor(const FakeRequest &request) const;
};

} // namespace ca::test
