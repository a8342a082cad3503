#include "chatnetwork.h"

#include <QCoreApplication>
#include <QCoroNetworkReply>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include "environmentproxies.h"
#include "laterdeleter.h"
#include "promptsending.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr qint64 readAhead = 1024LL * 1024;
constexpr qint64 mostFetched = 8 * readAhead;
constexpr int firstError = 300;
} // namespace

ChatNetwork::ChatNetwork() = default;
ChatNetwork::~ChatNetwork() = default;

QNetworkAccessManager &ChatNetwork::manager()
{
    if (!m_manager) {
        m_manager = std::make_unique<QNetworkAccessManager>();
        m_manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        m_manager->setProxyFactory(
            new EnvironmentProxies(QProcessEnvironment::systemEnvironment())); // the manager's now
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
    QObject::connect(reply, &QNetworkReply::socketStartedConnecting, reply, &sendPromptly);
    return reply;
}

QNetworkReply *ChatNetwork::fetch(QNetworkRequest request, const QByteArray &body, std::chrono::milliseconds limit)
{
    QNetworkReply *reply = body.isEmpty() ? manager().get(request) : manager().post(request, body);
    QObject::connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received) {
        if (received > mostFetched)
            reply->abort();
    });
    QTimer::singleShot(limit, reply, &QNetworkReply::abort);
    return reply;
}

QCoro::Task<std::expected<QJsonObject, QString>> ChatNetwork::object(QNetworkReply *fetched)
{
    const std::unique_ptr<QNetworkReply, LaterDeleter> reply(fetched);
    co_await qCoro(fetched).waitForFinished();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (reply->error() == QNetworkReply::OperationCanceledError)
        co_return std::unexpected(u"it does not answer in time"_s);
    if (status >= firstError)
        co_return std::unexpected(u"it answers with status %1"_s.arg(status));
    if (reply->error() != QNetworkReply::NoError)
        co_return std::unexpected(reply->errorString());
    const QJsonDocument document = QJsonDocument::fromJson(reply->readAll());
    if (!document.isObject())
        co_return std::unexpected(u"it does not answer with JSON"_s);
    co_return document.object();
}

} // namespace ca
