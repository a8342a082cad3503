#include "proxyanswer.h"

namespace ca {

namespace {

QByteArray phraseOf(int status)
{
    switch (status) {
    case proxystatus::badRequest:
        return "Bad Request";
    case proxystatus::forbidden:
        return "Forbidden by the job's network policy";
    case proxystatus::badGateway:
        return "Bad Gateway";
    default:
        return "Refused";
    }
}

} // namespace

QByteArray proxyAnswer(int status, const QString &sentence, bool withBody)
{
    const QByteArray body = sentence.toUtf8() + '\n';
    const QByteArray head =
        "HTTP/1.1 " + QByteArray::number(status) + ' ' + phraseOf(status) +
        "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size()) +
        "\r\nConnection: close\r\n\r\n";
    return withBody ? QByteArray(head + body) : head;
}

} // namespace ca
