#include "httpclient.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <chrono>

namespace ca::test {

using namespace std::chrono_literals;

QJsonObject HttpAnswer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

QByteArray HttpAnswer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

HttpAnswer HttpClient::get(const QString &path, const Headers &headers)
{
    return send("GET", path, {}, headers);
}

HttpAnswer HttpClient::post(const QString &path, const QByteArray &body, const Headers &headers)
{
    return send("POST", path, body, headers);
}

HttpAnswer HttpClient::post(const QString &path, const QJsonObject &body)
{
    return send("POST", path, QJsonDocument(body).toJson());
}

HttpAnswer HttpClient::send(const QByteArray &method, const QString &path, const QByteArray &body,
                            const Headers &headers)
{
    QNetworkRequest request(url(path));
    request.setTransferTimeout(30s);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    const std::unique_ptr<QNetworkReply> reply(m_manager.sendCustomRequest(request, method, body));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished() && !finished.wait(35s))
        return {};
    return {.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            .body = reply->readAll(),
            .headers = reply->rawHeaderPairs()};
}

} // namespace ca::test
