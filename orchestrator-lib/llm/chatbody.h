#pragma once

#include <QByteArray>

#include "chat.h"
#include "providerconfig.h"

namespace ca {

/// The body of a chat-completions request (https://platform.openai.com/docs/api-reference/chat/create).
QByteArray chatBody(const ProviderConfig &provider, const ChatFeatures &features, const ChatRequest &request);

/// Whether a request with these features streams: JSON mode and streaming do not go together everywhere.
bool streamsWith(const ChatFeatures &features, const ChatRequest &request);

/// At 4 bytes a token, for providers that do not count.
qint64 estimatedTokens(const ChatRequest &request);
qint64 estimatedTokens(const QString &text);

} // namespace ca
