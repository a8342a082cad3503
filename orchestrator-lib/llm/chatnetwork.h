#pragma once

#include <QCoroTask>
#include <QJsonObject>
#include <QNetworkRequest>
#include <chrono>
#include <expected>
#include <memory>

#include "providerconfig.h"

QT_BEGIN_NAMESPACE
class QNetworkAccessManager;
class QNetworkReply;
QT_END_NAMESPACE

namespace ca {

/// Connections to providers, shared by all chains of a Providers; made with the first request. Redirects are not
/// followed, since a key is for one address only, and nothing is remembered between requests but open connections.
/// Proxies are those of the system's settings and environment; loopback addresses go without.
class ChatNetwork
{
public:
    ChatNetwork();
    ~ChatNetwork();

    /// A request with what the provider's configuration says: key, headers.
    [[nodiscard]] static QNetworkRequest request(const ProviderConfig &provider, const QUrl &url);
    /// Not owned; deleteLater() when done with it.
    QNetworkReply *post(const QNetworkRequest &request, const QByteArray &body);

    /// A small JSON object, with POST when there is a body. The error is a reason for people.
    QCoro::Task<std::expected<QJsonObject, QString>> fetch(QNetworkRequest request, QByteArray body,
                                                           std::chrono::milliseconds limit);

private:
    QNetworkAccessManager &manager();

    std::unique_ptr<QNetworkAccessManager> m_manager;
};

} // namespace ca
