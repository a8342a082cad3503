#include "refusal.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 417:
        return "Expectation Failed";
    case 421:
        return "Misdirected Request";
    case 431:
        return "Request Header Fields Too Large";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Refused";
    }
}
} // namespace

QByteArray Refusal::toHttp(bool withBody) const
{
    const QJsonObject json{
        {u"error"_s, message}, {u"code"_s, code}, {u"detail"_s, detail.isEmpty() ? QJsonValue() : QJsonValue(detail)}};
    const QByteArray body = QJsonDocument(json).toJson(QJsonDocument::Compact);
    QByteArray answer = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status) + "\r\n";
    for (const auto &[name, value] : headers)
        answer += name + ": " + value + "\r\n";
    answer += "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nContent-Type: application/json\r\n"
              "Content-Length: " +
              QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n";
    return withBody ? answer + body : answer;
}

Refusal Refusal::malformed(const QString &message)
{
    return {.status = 400, .code = u"malformed"_s, .message = message};
}

Refusal Refusal::timeout(const QString &message)
{
    return {.status = 408, .code = u"timeout"_s, .message = message};
}

Refusal Refusal::busy(const QString &message)
{
    return {.status = 503, .code = u"busy"_s, .message = message, .headers = {{"Retry-After", "1"}}};
}

Refusal Refusal::unsupported(int status, const QString &message)
{
    return {.status = status, .code = u"unsupported"_s, .message = message};
}

Refusal Refusal::headTooLarge(int status, const QString &message)
{
    return {.status = status, .code = u"head_too_large"_s, .message = message};
}

Refusal Refusal::bodyTooLarge(qint64 limit)
{
    return {.status = 413,
            .code = u"too_large"_s,
            .message = u"the body is larger than the %1 bytes that one request may have"_s.arg(limit),
            .detail = u"body"_s};
}

} // namespace ca
