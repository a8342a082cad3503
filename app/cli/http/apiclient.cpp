#include "apiclient.h"

#include <QCoroNetworkReply>
#include <QHostAddress>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <chrono>
#include <memory>

#include "harmless.h"

namespace ca::cli {

namespace {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto answerTimeout = 30s;
constexpr qint64 readAhead = 1024LL * 1024;
constexpr int unauthorized = 401;

bool isLoopback(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

/// Deleting a reply from within its own signals is not allowed.
struct LaterDeleter
{
    void operator()(QNetworkReply *reply) const { reply->deleteLater(); }
};
} // namespace

ApiClient::ApiClient(const QUrl &server, QByteArray token)
    : m_base(server.toString(QUrl::StripTrailingSlash))
    , m_token(std::move(token))
{
    if (isLoopback(server))
        m_manager.setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy); // the token is for this server only
}

QNetworkRequest ApiClient::request(const QString &path) const
{
    QNetworkRequest request(QUrl(m_base + path, QUrl::StrictMode));
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setRawHeader("Accept-Encoding", "identity");
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token);
    return request;
}

QNetworkReply *ApiClient::open(const QString &path, const Headers &headers)
{
    QNetworkRequest streaming = request(path);
    for (const auto &[name, value] : headers)
        streaming.setRawHeader(name, value);
    QNetworkReply *reply = m_manager.get(streaming);
    reply->setReadBufferSize(readAhead);
    return reply;
}

QNetworkReply *ApiClient::open(const QByteArray &method, const QString &path, const QByteArray &body)
{
    QNetworkRequest streaming = request(path);
    streaming.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    QNetworkReply *reply = m_manager.sendCustomRequest(streaming, method, body);
    reply->setReadBufferSize(readAhead);
    return reply;
}

QCoro::Task<CliResult<QByteArray>> ApiClient::get(QString path)
{
    return send("GET", std::move(path));
}

QCoro::Task<CliResult<QByteArray>> ApiClient::send(QByteArray method, QString path, QByteArray body,
                                                   QByteArray contentType)
{
    QNetworkRequest call = request(path);
    call.setTransferTimeout(answerTimeout);
    if (!body.isEmpty())
        call.setHeader(QNetworkRequest::ContentTypeHeader, contentType);
    const std::unique_ptr<QNetworkReply, LaterDeleter> reply(m_manager.sendCustomRequest(call, method, body));
    co_await qCoro(reply.get()).waitForFinished();
    const QByteArray answer = reply->readAll();
    if (const auto error = errorOf(*reply, answer))
        co_return std::unexpected(*error);
    co_return answer;
}

std::optional<CliError> ApiClient::errorOf(const QNetworkReply &reply, const QByteArray &body) const
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0 || (status < 300 && reply.error() != QNetworkReply::NoError)) {
        const QString reason = reply.error() == QNetworkReply::OperationCanceledError ? u"it did not answer in time"_s
                                                                                      : reply.errorString();
        return CliError{.exitCode = ExitCode::Unreachable,
                        .error = {ErrorCode::Io,
                                  u"cannot reach the server at %1: %2. Is it running? containerized-agentd starts one; "
                                  "--server names another."_s.arg(m_base, reason),
                                  m_base},
                        .httpStatus = status};
    }
    if (status < 300)
        return std::nullopt;
    const QJsonObject json = toObject(body);
    CliError error{.error = {errorCodeFromName(json[u"code"].toString()), harmless(json[u"error"].toString()), {}},
                   .answer = json.contains(u"error"_s) ? body : QByteArray(),
                   .httpStatus = status};
    if (error.error.message.isEmpty())
        error.error.message =
            u"%1 answered with HTTP status %2: is it a Containerized Agent server?"_s.arg(m_base).arg(status);
    if (status == unauthorized)
        error.error.message += u" (set AGENT_API_TOKEN, or give --token)"_s;
    return error;
}

QJsonObject toObject(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace ca::cli
