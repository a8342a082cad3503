#include "apirequest.h"

#include <QHttpServerRequest>
#include <QUrl>

namespace ca {

namespace {
QByteArray methodName(QHttpServerRequest::Method method)
{
    switch (method) {
    case QHttpServerRequest::Method::Get:
        return "GET";
    case QHttpServerRequest::Method::Head:
        return "HEAD";
    case QHttpServerRequest::Method::Post:
        return "POST";
    case QHttpServerRequest::Method::Put:
        return "PUT";
    case QHttpServerRequest::Method::Delete:
        return "DELETE";
    case QHttpServerRequest::Method::Patch:
        return "PATCH";
    case QHttpServerRequest::Method::Options:
        return "OPTIONS";
    default:
        return "UNKNOWN";
    }
}
} // namespace

ApiRequest ApiRequest::from(const QHttpServerRequest &request)
{
    return {.method = methodName(request.method()),
            .isHead = request.method() == QHttpServerRequest::Method::Head,
            .path = request.url().path(QUrl::FullyEncoded),
            .query = request.query(),
            .headers = request.headers(),
            .body = request.body(),
            .peer = request.remoteAddress(),
            .peerPort = request.remotePort(),
            .parameters = {}};
}

Result<JobId> ApiRequest::jobId() const
{
    const QString text = parameters.value(QStringLiteral("id"));
    // fromString() takes braces and other spellings too; the API has one.
    const JobId id = JobId::fromString(text);
    if (id.isNull() || id.toString(QUuid::WithoutBraces) != text.toLower()) {
        return failure(
            ErrorCode::Malformed,
            QStringLiteral("\"%1\" is not a job id: an id is a UUID, as POST /schedule returns it").arg(text),
            QStringLiteral("id"));
    }
    return id;
}

} // namespace ca
