#pragma once

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrl>

namespace ca::test {

struct HttpAnswer
{
    /// 0: no answer.
    int status = 0;
    QByteArray body;
    QList<QNetworkReply::RawHeaderPair> headers;

    [[nodiscard]] QJsonObject json() const;
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
};

/// A small HTTP client for tests: each call waits for the answer, 30 s at most.
class HttpClient
{
public:
    explicit HttpClient(QUrl base)
        : m_base(std::move(base))
    {
    }

    using Headers = QList<std::pair<QByteArray, QByteArray>>;
    HttpAnswer get(const QString &path, const Headers &headers = {});
    HttpAnswer post(const QString &path, const QByteArray &body = {}, const Headers &headers = {});
    HttpAnswer post(const QString &path, const QJsonObject &body);
    HttpAnswer send(const QByteArray &method, const QString &path, const QByteArray &body = {},
                    const Headers &headers = {});

    [[nodiscard]] QNetworkAccessManager &manager() { return m_manager; }
    [[nodiscard]] QUrl url(const QString &path) const { return m_base.resolved(QUrl(path)); }

private:
    QUrl m_base;
    QNetworkAccessManager m_manager;
};

} // namespace ca::test
