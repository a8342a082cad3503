#include "apireply.h"

#include <QJsonDocument>

#include "filerange.h"

namespace ca {

ApiReply::ApiReply(QHttpServerResponder &&responder, bool isHead)
    : m_responder(std::move(responder))
    , m_isHead(isHead)
{
}

QHttpHeaders ApiReply::commonHeaders()
{
    QHttpHeaders headers;
    headers.append(QHttpHeaders::WellKnownHeader::CacheControl, "no-store");
    headers.append(QHttpHeaders::WellKnownHeader::XContentTypeOptions, "nosniff");
    return headers;
}

void ApiReply::json(const QJsonObject &object, HttpStatus status)
{
    QHttpHeaders headers = commonHeaders();
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, "application/json");
    m_responder.write(QJsonDocument(object).toJson(QJsonDocument::Compact), headers, status);
}

void ApiReply::error(const Error &error)
{
    json(errorToJson(error), httpStatusOf(error.code));
}

void ApiReply::error(HttpStatus status, const Error &error, QHttpHeaders headers)
{
    const QHttpHeaders common = commonHeaders();
    for (qsizetype i = 0; i < common.size(); ++i)
        headers.append(common.nameAt(i), common.valueAt(i));
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, "application/json");
    m_responder.write(QJsonDocument(errorToJson(error)).toJson(QJsonDocument::Compact), headers, status);
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
    QHttpHeaders headers = commonHeaders();
    for (qsizetype i = 0; i < extra.size(); ++i)
        headers.append(extra.nameAt(i), extra.valueAt(i));
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, mimeType);
    headers.append(QHttpHeaders::WellKnownHeader::AcceptRanges, "bytes");
    if (range->isPartial())
        headers.append(QHttpHeaders::WellKnownHeader::ContentRange, range->contentRange());
    if (m_isHead)
        range->hideContent();
    const HttpStatus status = range->isPartial() ? HttpStatus::PartialContent : HttpStatus::Ok;
    m_responder.write(range.release(), headers, status);
}

} // namespace ca
