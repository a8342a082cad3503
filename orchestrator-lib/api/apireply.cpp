#include "apireply.h"

#include <QJsonDocument>

#include "chunkedreply.h"
#include "filerange.h"

namespace ca {

ApiReply::ApiReply(QHttpServerResponder &&responder, bool isHead, QTcpSocket *client,
                   std::shared_ptr<const Redactor> redactor)
    : m_responder(std::move(responder))
    , m_isHead(isHead)
    , m_client(client)
    , m_redactor(std::move(redactor))
{
}

QHttpHeaders ApiReply::commonHeaders()
{
    QHttpHeaders headers;
    headers.append(QHttpHeaders::WellKnownHeader::CacheControl, "no-store");
    headers.append(QHttpHeaders::WellKnownHeader::XContentTypeOptions, "nosniff");
    return headers;
}

namespace {
/// `headers` and those that every answer has.
QHttpHeaders withCommon(QHttpHeaders headers)
{
    const QHttpHeaders common = ApiReply::commonHeaders();
    for (qsizetype i = 0; i < common.size(); ++i)
        headers.append(common.nameAt(i), common.valueAt(i));
    return headers;
}
} // namespace

void ApiReply::json(const QJsonObject &object, HttpStatus status)
{
    json(QJsonDocument(object).toJson(QJsonDocument::Compact), status);
}

void ApiReply::json(const QByteArray &text, HttpStatus status)
{
    writeJson(m_redactor ? m_redactor->redacted(text) : text, status, {});
}

void ApiReply::verbatimJson(const QJsonObject &object)
{
    writeJson(QJsonDocument(object).toJson(QJsonDocument::Compact), HttpStatus::Ok, {});
}

void ApiReply::writeJson(const QByteArray &text, HttpStatus status, QHttpHeaders headers)
{
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, "application/json");
    m_responder.write(text, withCommon(std::move(headers)), status);
}

void ApiReply::bytes(const QByteArray &body, QHttpHeaders headers)
{
    m_responder.write(body, withCommon(std::move(headers)), HttpStatus::Ok);
}

void ApiReply::error(const Error &error)
{
    json(errorToJson(error), httpStatusOf(error.code));
}

void ApiReply::error(HttpStatus status, const Error &error, QHttpHeaders headers)
{
    const QByteArray text = QJsonDocument(errorToJson(error)).toJson(QJsonDocument::Compact);
    writeJson(m_redactor ? m_redactor->redacted(text) : text, status, std::move(headers));
}

void ApiReply::rangeError(const Error &refusal)
{
    if (refusal.code != ErrorCode::InvalidArgument)
        return error(refusal);
    QHttpHeaders headers;
    headers.append(QHttpHeaders::WellKnownHeader::ContentRange, QByteArray("bytes */" + refusal.detail.toLatin1()));
    error(HttpStatus::RequestRangeNotSatisfiable, refusal, headers);
}

void ApiReply::file(std::unique_ptr<FileRange> range, const QByteArray &mimeType, QHttpHeaders extra)
{
    QHttpHeaders headers = withCommon(std::move(extra));
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, mimeType);
    headers.append(QHttpHeaders::WellKnownHeader::AcceptRanges, "bytes");
    if (range->isPartial())
        headers.append(QHttpHeaders::WellKnownHeader::ContentRange, range->contentRange());
    if (m_isHead)
        range->hideContent();
    if (m_client) { // the length is promised: only the end of the connection can tell that it does not come
        QObject::connect(range.get(), &FileRange::shrunk, m_client,
                         [client = m_client] { client->disconnectFromHost(); });
    }
    const HttpStatus status = range->isPartial() ? HttpStatus::PartialContent : HttpStatus::Ok;
    m_responder.write(range.release(), headers, status);
}

std::unique_ptr<ChunkedReply> ApiReply::stream(const QByteArray &mimeType)
{
    // A client that went while the answer was made will not be heard of again.
    if (!m_client || m_client->state() != QTcpSocket::ConnectedState)
        return nullptr;
    QHttpHeaders headers = commonHeaders();
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, mimeType);
    auto reply = std::make_unique<ChunkedReply>(std::move(m_responder), headers, m_client);
    if (!m_isHead)
        return reply;
    reply->end();
    return nullptr;
}

} // namespace ca
