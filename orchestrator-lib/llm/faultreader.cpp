#include "faultreader.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>

#include "errorbody.h"
#include "retrydelay.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

namespace status {
constexpr int unauthorized = 401;
constexpr int paymentRequired = 402;
constexpr int forbidden = 403;
constexpr int proxyAuthentication = 407;
constexpr int timeout = 408;
constexpr int conflict = 409;
constexpr int tooLarge = 413;
constexpr int tooEarly = 425;
constexpr int tooManyRequests = 429;
constexpr int serverError = 500;
constexpr int notImplemented = 501;
constexpr int versionNotSupported = 505;
} // namespace status

// The words with which providers say it, in lower case.
constexpr std::array overflowWords{
    "context_length_exceeded"_L1,
    "maximum context length"_L1,
    "exceed_context_size"_L1,
    "prompt is too long"_L1,
    "exceed context limit"_L1,
    "exceeds the context"_L1,
    "exceeds maximum context"_L1,
    "input token count"_L1,
    "request too large"_L1,
    "request_too_large"_L1,
    "exceeds the available context"_L1,
    "context window"_L1,
    "reduce the length of the messages"_L1,
    "context the overflows"_L1,
    "greater than the context length"_L1,
    "string_above_max_length"_L1,
};
constexpr std::array keyWords{
    "api key not valid"_L1, "api_key_invalid"_L1,   "invalid_api_key"_L1,
    "invalid api key"_L1,   "incorrect api key"_L1, "user location is not supported"_L1,
    "api key expired"_L1,
};
constexpr std::array quotaWords{
    "insufficient_quota"_L1,   "billing_hard_limit"_L1,   "billing_not_active"_L1,   "credit balance"_L1,
    "insufficient credits"_L1, "insufficient balance"_L1, "insufficient_balance"_L1,
};
constexpr std::array refusalWords{
    "content_filter"_L1, "content_policy"_L1, "content management policy"_L1, "flagged"_L1, "responsibleaipolicy"_L1,
};

template <size_t Count>
bool holdsAny(const QString &words, const std::array<QLatin1StringView, Count> &signs)
{
    return std::ranges::any_of(signs, [&words](QLatin1StringView sign) { return words.contains(sign); });
}

/// A quota that is renewed once a day, or that is none at all.
bool isPerDay(const QString &words)
{
    static const QRegularExpression day(u"per[ _-]?day|\\b[tr]pd\\b|daily|limit: 0\\b"_s);
    return day.match(words).hasMatch();
}

qint64 windowIn(const QString &words)
{
    static const std::array patterns{
        QRegularExpression(u"maximum context length (?:is |of )?(\\d+)"_s),
        QRegularExpression(u"(\\d+) maximum context length"_s),
        QRegularExpression(u"> (\\d+)(?: maximum)?"_s),
        QRegularExpression(u"tokens allowed \\(?(\\d+)"_s),
        QRegularExpression(u"context (?:length|size|window)[^\\d\\n]{0,20}(\\d+)"_s),
        QRegularExpression(u"\\blimit:? (\\d+)"_s),
    };
    for (const QRegularExpression &pattern : patterns) {
        if (const auto match = pattern.match(words); match.hasMatch())
            return match.captured(1).toLongLong();
    }
    return 0;
}

bool isOverload(int code)
{
    constexpr std::array passing{status::timeout, status::conflict, status::tooEarly, status::tooManyRequests};
    return std::ranges::contains(passing, code) ||
           (code >= status::serverError && code != status::notImplemented && code != status::versionNotSupported);
}

ChatErrorKind kindOf(int code, const QString &words)
{
    if (holdsAny(words, overflowWords) || code == status::tooLarge)
        return ChatErrorKind::ContextOverflow;
    if (code == status::unauthorized || code == status::proxyAuthentication || holdsAny(words, keyWords))
        return ChatErrorKind::KeyRejected;
    if (code == status::paymentRequired || holdsAny(words, quotaWords))
        return ChatErrorKind::QuotaSpent;
    if ((code == status::tooManyRequests || code == status::forbidden) && isPerDay(words))
        return ChatErrorKind::QuotaSpent;
    if (code < status::serverError && holdsAny(words, refusalWords))
        return ChatErrorKind::Refused;
    if (code == status::forbidden)
        return ChatErrorKind::KeyRejected;
    return isOverload(code) ? ChatErrorKind::Overloaded : ChatErrorKind::BadRequest;
}

std::optional<std::chrono::milliseconds> delayIn(const QHttpHeaders &headers, const ErrorBody &body)
{
    if (const auto ms = delayFromDuration(QString::fromLatin1(headers.value("retry-after-ms")) + u"ms"_s))
        return ms;
    const auto header = headers.value(QHttpHeaders::WellKnownHeader::RetryAfter).toByteArray();
    if (const auto delay = delayFromRetryAfter(header, QDateTime::currentDateTimeUtc()))
        return delay;
    if (const auto delay = delayFromDuration(body.retryDelay))
        return delay;
    return delayFromSentence(body.words);
}

ChatFault faultOf(int code, const QHttpHeaders &headers, const ErrorBody &body)
{
    ChatFault fault{.kind = kindOf(code, body.words), .status = code, .said = body.message, .words = body.words};
    if (fault.kind == ChatErrorKind::ContextOverflow)
        fault.contextTokens = body.contextTokens > 0 ? body.contextTokens : windowIn(body.words);
    if (fault.kind == ChatErrorKind::Overloaded)
        fault.delay = delayIn(headers, body);
    return fault;
}
} // namespace

ChatFault faultOfAnswer(int code, const QHttpHeaders &headers, const QByteArray &body)
{
    return faultOf(code, headers, ErrorBody::read(body));
}

ChatFault faultOfErrorObject(const QJsonObject &root)
{
    const ErrorBody body = ErrorBody::read(root);
    return faultOf(body.status == 0 ? status::serverError : body.status, {}, body);
}

} // namespace ca
