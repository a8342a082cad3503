#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace ca {

/// One entry of a conversation; role: system, user or assistant.
struct ChatMessage
{
    QString role = {};
    QString content = {};
    /// PNG files, for models that see; others are told that there was one.
    QList<QByteArray> images = {};

    bool operator==(const ChatMessage &) const = default;
};

/// What a provider is asked.
struct ChatRequest
{
    QList<ChatMessage> messages = {};
    /// The answer is to be a JSON object; providers that can be held to it are.
    bool wantsJson = true;
};

/// What a provider answered.
struct ChatAnswer
{
    QString text = {};
    /// The model ran out of room: the text ends early.
    bool isCutOff = false;
    /// The preset's name, and the model as the provider calls it.
    QString provider = {};
    QString model = {};
    /// As the provider counts; where it does not say, counted at 4 bytes a token.
    qint64 promptTokens = 0;
    qint64 answerTokens = 0;
    /// The window of the model that answered.
    qint64 contextTokens = 0;
};

} // namespace ca
