#include "partrange.h"

#include <QRegularExpression>
#include <optional>

namespace ca {

using namespace Qt::StringLiterals;

namespace {
Result<std::optional<qint64>> offsetInHead(const ApiRequest &request)
{
    static const QRegularExpression form(
        QRegularExpression::anchoredPattern(u"bytes (\\d{1,18})-(\\d{1,18})/(\\d+|\\*)"_s));
    if (!request.headers.contains(QHttpHeaders::WellKnownHeader::ContentRange))
        return std::nullopt;
    const QString text =
        QString::fromLatin1(request.headers.value(QHttpHeaders::WellKnownHeader::ContentRange).trimmed());
    const auto match = form.match(text);
    const qint64 first = match.captured(1).toLongLong();
    if (!match.hasMatch() || match.captured(2).toLongLong() - first + 1 != request.body.size()) {
        return failure(ErrorCode::InvalidArgument,
                       u"Content-Range does not fit the body: it must be like \"bytes 0-99/1000\" for 100 bytes"_s,
                       u"Content-Range"_s);
    }
    return first;
}

Result<std::optional<qint64>> offsetInQuery(const ApiRequest &request)
{
    if (!request.query.hasQueryItem(u"offset"_s))
        return std::nullopt;
    bool isNumber = false;
    const qint64 offset = request.query.queryItemValue(u"offset"_s).toLongLong(&isNumber);
    if (!isNumber || offset < 0)
        return failure(ErrorCode::InvalidArgument, u"offset must be a number of bytes"_s, u"offset"_s);
    return offset;
}
} // namespace

Result<qint64> partOffset(const ApiRequest &request)
{
    const auto head = offsetInHead(request);
    if (!head)
        return failure(head.error());
    const auto query = offsetInQuery(request);
    if (!query)
        return failure(query.error());
    if (*head && *query && **head != **query)
        return failure(ErrorCode::InvalidArgument, u"offset and Content-Range say different things"_s, u"offset"_s);
    return head->value_or(query->value_or(0));
}

} // namespace ca
