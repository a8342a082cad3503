#pragma once

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QHttpHeaders>
#include <QString>
#include <QUrlQuery>

#include "job.h"
#include "result.h"

QT_BEGIN_NAMESPACE
class QHttpServerRequest;
QT_END_NAMESPACE

namespace ca {

/// One request as a value: it outlives the server's own request object, so coroutines can keep it.
struct ApiRequest
{
    QByteArray method;
    /// Answered as GET is; the body does not reach the client.
    bool isHead = false;
    /// Percent-encoded.
    QString path;
    QUrlQuery query;
    QHttpHeaders headers;
    QByteArray body;
    QHostAddress peer;
    quint16 peerPort = 0;
    /// What the route's {placeholders} stand for.
    QHash<QString, QString> parameters;

    static ApiRequest from(const QHttpServerRequest &request);

    /// The placeholder {id}. Errors: Malformed with detail "id" when it is no UUID.
    [[nodiscard]] Result<JobId> jobId() const;
};

} // namespace ca
