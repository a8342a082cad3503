#include "fakeanswer.h"

#include <QJsonDocument>

namespace ca::test {

using namespace Qt::StringLiterals;

namespace {
QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

int tokens(qsizetype bytes)
{
    return static_cast<int>((bytes + 3) / 4);
}
} // namespace

QByteArray FakeRequest::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QJsonObject FakeRequest::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QString FakeRequest::text() const
{
    QString all;
    for (const QJsonValue message : json()[u"messages"].toArray())
        all += textOf(message) + u'\n';
    return all;
}

QString FakeRequest::textOf(const QJsonValue &message)
{
    const QJsonValue content = message[u"content"];
    QString all = content.toString();
    for (const QJsonValue part : content.toArray())
        all += part[u"text"].toString();
    return all;
}

QList<QByteArray> FakeRequest::images() const
{
    constexpr auto prefix = "data:image/png;base64,"_L1;
    QList<QByteArray> all;
    for (const QJsonValue message : json()[u"messages"].toArray()) {
        for (const QJsonValue part : message[u"content"].toArray()) {
            const QString url = part[u"image_url"][u"url"].toString();
            if (part[u"type"] == u"image_url"_s && url.startsWith(prefix))
                all.append(QByteArray::fromBase64(url.sliced(prefix.size()).toLatin1()));
        }
    }
    return all;
}

QString FakeRequest::lastMessage() const
{
    const QJsonArray messages = json()[u"messages"].toArray();
    return messages.isEmpty() ? QString() : textOf(messages.last());
}

FakeAnswer FakeAnswer::completion(const QString &text)
{
    FakeAnswer answer;
    answer.isCompletion = true;
    answer.text = text;
    return answer;
}

FakeAnswer FakeAnswer::plan(const QJsonObject &plan)
{
    return completion(QString::fromUtf8(compact(plan)));
}

FakeAnswer FakeAnswer::cutOff(const QString &text)
{
    FakeAnswer answer = completion(text);
    answer.finishReason = u"length"_s;
    return answer;
}

FakeAnswer FakeAnswer::json(const QJsonObject &object, int status)
{
    return raw(compact(object), "application/json", status);
}

FakeAnswer FakeAnswer::raw(const QByteArray &body, const QByteArray &contentType, int status)
{
    FakeAnswer answer;
    answer.status = status;
    answer.headers = {{"Content-Type", contentType}};
    answer.body = body;
    return answer;
}

FakeAnswer FakeAnswer::html(int status)
{
    return raw("<!DOCTYPE html><html><head><title>Bad gateway</title></head><body><h1>Error</h1></body></html>",
               "text/html; charset=utf-8", status);
}

FakeAnswer FakeAnswer::hang()
{
    FakeAnswer answer;
    answer.hangs = true;
    return answer;
}

FakeAnswer FakeAnswer::error(int status, const QString &message, const QString &code, const QString &type)
{
    return json({{u"error"_s, QJsonObject{{u"message"_s, message},
                                          {u"type"_s, type.isEmpty() ? QJsonValue() : QJsonValue(type)},
                                          {u"param"_s, QJsonValue()},
                                          {u"code"_s, code.isEmpty() ? QJsonValue() : QJsonValue(code)}}}},
                status);
}

FakeAnswer FakeAnswer::tooManyRequests(int seconds)
{
    FakeAnswer answer = error(429, u"Rate limit reached for requests"_s, u"rate_limit_exceeded"_s, u"requests"_s);
    if (seconds >= 0)
        answer.headers.append({"Retry-After", QByteArray::number(seconds)});
    return answer;
}

FakeAnswer FakeAnswer::contextOverflow(int window)
{
    return error(400,
                 u"This model's maximum context length is %1 tokens. However, your messages resulted in %2 tokens. "
                 "Please reduce the length of the messages."_s.arg(window)
                     .arg(window + 1000),
                 u"context_length_exceeded"_s, u"invalid_request_error"_s);
}

FakeAnswer FakeAnswer::geminiQuota(const QString &quotaId, const QString &retryDelay)
{
    QJsonArray details{QJsonObject{
        {u"@type"_s, u"type.googleapis.com/google.rpc.QuotaFailure"_s},
        {u"violations"_s, QJsonArray{QJsonObject{{u"quotaMetric"_s, u"generativelanguage.googleapis.com/requests"_s},
                                                 {u"quotaId"_s, quotaId}}}}}};
    if (!retryDelay.isEmpty()) {
        details.append(
            QJsonObject{{u"@type"_s, u"type.googleapis.com/google.rpc.RetryInfo"_s}, {u"retryDelay"_s, retryDelay}});
    }
    const QJsonObject error{{u"code"_s, 429},
                            {u"message"_s, u"You exceeded your current quota."_s},
                            {u"status"_s, u"RESOURCE_EXHAUSTED"_s},
                            {u"details"_s, details}};
    return raw('[' + compact({{u"error"_s, error}}) + "\n]", "application/json; charset=UTF-8", 429);
}

FakeAnswer FakeAnswer::slowly(qsizetype bytes, std::chrono::milliseconds between) const
{
    FakeAnswer answer = *this;
    answer.pieceSize = bytes;
    answer.pause = between;
    return answer;
}

FakeAnswer FakeAnswer::cutAt(qsizetype bytes) const
{
    FakeAnswer answer = *this;
    answer.cutAfter = bytes;
    return answer;
}

FakeAnswer FakeAnswer::after(std::chrono::milliseconds time) const
{
    FakeAnswer answer = *this;
    answer.delay = time;
    return answer;
}

FakeAnswer FakeAnswer::counted(int prompt, int answerCount) const
{
    FakeAnswer answer = *this;
    answer.promptTokens = prompt;
    answer.answerTokens = answerCount;
    return answer;
}

QByteArray FakeAnswer::contentTypeFor(const FakeRequest &request) const
{
    return request.wantsStream() ? "text/event-stream" : "application/json";
}

QByteArray FakeAnswer::bodyFor(const FakeRequest &request) const
{
    if (!isCompletion)
        return body;
    if (request.wantsStream())
        return streamFor(request);
    const QJsonObject message{{u"role"_s, u"assistant"_s}, {u"content"_s, text}};
    return compact({{u"id"_s, u"chatcmpl-1"_s},
                    {u"object"_s, u"chat.completion"_s},
                    {u"model"_s, request.json()[u"model"]},
                    {u"choices"_s, QJsonArray{QJsonObject{
                                       {u"index"_s, 0}, {u"message"_s, message}, {u"finish_reason"_s, finishReason}}}},
                    {u"usage"_s, usageFor(request)}});
}

QJsonObject FakeAnswer::usageFor(const FakeRequest &request) const
{
    const int prompt = promptTokens < 0 ? tokens(request.text().toUtf8().size()) : promptTokens;
    const int answer = answerTokens < 0 ? tokens(text.toUtf8().size()) : answerTokens;
    return {{u"prompt_tokens"_s, prompt}, {u"completion_tokens"_s, answer}, {u"total_tokens"_s, prompt + answer}};
}

QByteArray FakeAnswer::streamFor(const FakeRequest &request) const
{
    QByteArray stream;
    const auto event = [&](const QJsonArray &choices, const QJsonValue &usage) {
        QJsonObject chunk{{u"id"_s, u"chatcmpl-1"_s},
                          {u"object"_s, u"chat.completion.chunk"_s},
                          {u"model"_s, request.json()[u"model"]},
                          {u"choices"_s, choices}};
        if (!usage.isNull())
            chunk.insert(u"usage"_s, usage);
        stream += "data: " + compact(chunk) + "\n\n";
    };
    const auto delta = [&](const QJsonObject &piece, const QJsonValue &finish) {
        event({QJsonObject{{u"index"_s, 0}, {u"delta"_s, piece}, {u"finish_reason"_s, finish}}}, QJsonValue());
    };
    delta({{u"role"_s, u"assistant"_s}, {u"content"_s, QString()}}, QJsonValue());
    constexpr qsizetype pieces = 20;
    const qsizetype size = std::max<qsizetype>(7, text.size() / pieces);
    for (qsizetype at = 0; at < text.size(); at += size)
        delta({{u"content"_s, text.mid(at, size)}}, QJsonValue());
    delta({}, finishReason);
    if (request.json()[u"stream_options"][u"include_usage"].toBool())
        event({}, usageFor(request));
    return stream + "data: [DONE]\n\n";
}

} // namespace ca::test
