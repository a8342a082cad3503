#include "chatbody.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ca {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 bytesPerToken = 4;
/// About what the providers count for an image of the size that is sent.
constexpr qint64 imageTokens = 1'600;

/// A text, or a list of parts where there is something to see.
QJsonValue contentOf(const ChatMessage &message, const ChatFeatures &features)
{
    if (message.images.isEmpty())
        return message.content;
    if (!features.images)
        return QString(message.content % u"\n[an image that you cannot see]"_s);
    QJsonArray parts{QJsonObject{{u"type"_s, u"text"_s}, {u"text"_s, message.content}}};
    for (const QByteArray &image : message.images) {
        const QString url = u"data:image/png;base64,"_s + QString::fromLatin1(image.toBase64());
        parts.append(QJsonObject{{u"type"_s, u"image_url"_s}, {u"image_url"_s, QJsonObject{{u"url"_s, url}}}});
    }
    return parts;
}

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
        messages.append(QJsonObject{{u"role"_s, message.role}, {u"content"_s, contentOf(message, features)}});
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
        tokens += estimatedTokens(message.content) + message.images.size() * imageTokens;
    return tokens;
}

} // namespace ca
