#include "chatnetwork.h"

#include <QCoreApplication>
#include <QCoroNetworkReply>
#include <QHostAddress>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>

#include "laterdeleter.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr qint64 readAhead = 1024LL * 1024;
constexpr qint64 mostFetched = 8 * readAhead;
constexpr int firstError = 300;

/// The system's proxies, but none to this machine itself.
class OutwardProxies : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const QString host = query.peerHostName();
        if (host == "localhost"_L1 || QHostAddress(host).isLoopback())
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};
} // namespace

ChatNetwork::ChatNetwork() = default;
ChatNetwork::~ChatNetwork() = default;

QNetworkAccessManager &ChatNetwork::manager()
{
    if (!m_manager) {
        m_manager = std::make_unique<QNetworkAccessManager>();
        m_manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        m_manager->setProxyFactory(new OutwardProxies); // the manager's now
        m_manager->setCookieJar(nullptr);
    }
    return *m_manager;
}

QNetworkRequest ChatNetwork::request(const ProviderConfig &provider, const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    request.setHeader(QNetworkRequest::UserAgentHeader,
                      QString(u"containerized-agent/"_s + QCoreApplication::applicationVersion()));
    request.setRawHeader("Accept-Encoding", "identity");
    if (!provider.key.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + provider.key.reveal());
    for (qsizetype i = 0; i < provider.headers.size(); ++i) {
        const QByteArrayView value = provider.headers.valueAt(i);
        request.setRawHeader(QByteArray(provider.headers.nameAt(i).data(), provider.headers.nameAt(i).size()),
                             value.toByteArray());
    }
    return request;
}

QNetworkReply *ChatNetwork::post(const QNetworkRequest &request, const QByteArray &body)
{
    QNetworkReply *reply = manager().post(request, body);
    reply->setReadBufferSize(readAhead);
    return reply;
}

QCoro::Task<std::expected<QJsonObject, QString>> ChatNetwork::fetch(QNetworkRequest request, QByteArray body,
                                                                    std::chrono::milliseconds limit)
{
    request.setTransferTimeout(limit);
    const std::unique_ptr<QNetworkReply, LaterDeleter> reply(body.isEmpty() ? manager().get(request)
                                                                            : manager().post(request, body));
    QObject::connect(reply.get(), &QNetworkReply::downloadProgress, reply.get(),
                     [reply = reply.get()](qint64 received) {
                         if (received > mostFetched)
                             reply->abort();
                     });
    QTimer::singleShot(limit, reply.get(), &QNetworkReply::abort); // setTransferTimeout() begins anew with every byte
    co_await qCoro(reply.get()).waitForFinished();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= firstError)
        co_return std::unexpected(u"it answers with status %1"_s.arg(status));
    if (reply->error() != QNetworkReply::NoError)
        co_return std::unexpected(reply->error() == QNetworkReply::OperationCanceledError
                                      ? u"it does not answer in time"_s
                                      : reply->errorString());
    const QJsonDocument document = QJsonDocument::fromJson(reply->readAll());
    if (!document.isObject())
        co_return std::unexpected(u"it does not answer with JSON"_s);
    co_return document.object();
}

} // namespace ca
