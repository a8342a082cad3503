#include "chatbody.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ca {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 bytesPerToken = 4;

qint64 utf8Size(const QString &text)
{
    return text.toUtf8().size();
}
} // namespace

bool streamsWith(const ChatFeatures &features, const ChatRequest &request)
{
    return features.streams && (features.streamsJson || !features.jsonMode || !request.wantsJson);
}

QByteArray chatBody(const ProviderConfig &provider, const ChatFeatures &features, const ChatRequest &request)
{
    QJsonArray messages;
    for (const ChatMessage &message : request.messages)
        messages.append(QJsonObject{{u"role"_s, message.role}, {u"content"_s, message.content}});
    QJsonObject body{{u"model"_s, provider.model}, {u"messages"_s, messages}};
    if (provider.temperature)
        body.insert(u"temperature"_s, *provider.temperature);
    if (request.wantsJson && features.jsonMode)
        body.insert(u"response_format"_s, QJsonObject{{u"type"_s, u"json_object"_s}});
    if (streamsWith(features, request)) {
        body.insert(u"stream"_s, true);
        if (features.streamUsage)
            body.insert(u"stream_options"_s, QJsonObject{{u"include_usage"_s, true}});
    }
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

qint64 estimatedTokens(const QString &text)
{
    return (utf8Size(text) + bytesPerToken - 1) / bytesPerToken;
}

qint64 estimatedTokens(const ChatRequest &request)
{
    qint64 tokens = 0;
    for (const ChatMessage &message : request.messages)
        tokens += estimatedTokens(message.content);
    return tokens;
}

} // namespace ca
