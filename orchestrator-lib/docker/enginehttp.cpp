#include "enginehttp.h"

#include <QCoroSignal>
#include <QDeadlineTimer>
#include <QHttp1Configuration>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QUrl>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// Lists of thousands of containers fit.
constexpr qsizetype mostAnswer = 16LL * 1024 * 1024;
constexpr qint64 chunk = 256LL * 1024;
/// A connection is of no use after its call.
constexpr int connectionKeptSeconds = 1;
} // namespace

QString EngineAnswer::message() const
{
    constexpr qsizetype mostShown = 500;
    const QString said = json().object().value("message"_L1).toString().simplified();
    return (said.isEmpty() ? QString::fromUtf8(body.first(std::min(body.size(), mostShown))).simplified() : said)
        .left(mostShown);
}

EngineHttp::EngineHttp(EngineAddress address)
    : m_address(std::move(address))
    , m_manager(std::make_unique<QNetworkAccessManager>())
{
    m_manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_manager->setCookieJar(nullptr);
}

EngineHttp::~EngineHttp() = default;

EngineStreamPtr EngineHttp::open(const EngineCall &call)
{
    QUrl url;
    url.setScheme(u"unix+http"_s);
    // Each call has a host of its own to Qt, and so a connection: of one host's, each that was refused once is lost for
    // good (Qt 6.8), and after as many calls to a stopped engine none would ever be answered again.
    url.setHost(u"call-%1"_s.arg(++m_lastCall));
    url.setPath((call.isVersioned ? u"/v"_s + m_version : QString()) + call.path);
    url.setQuery(call.query);
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::FullLocalServerNameAttribute, m_address.socketPath);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::ConnectionCacheExpiryTimeoutSecondsAttribute, connectionKeptSeconds);
    request.setRawHeader("Accept-Encoding", "identity");
    request.setHeader(QNetworkRequest::ContentTypeHeader, call.contentType);
    QHttp1Configuration http1;
    http1.setNumberOfConnectionsPerHost(1);
    request.setHttp1Configuration(http1);
    return EngineStreamPtr(new EngineStream(m_manager->sendCustomRequest(request, call.method, call.body)));
}

QCoro::Task<Result<EngineAnswer>> EngineHttp::exchange(EngineCall call)
{
    return collect(open(call), m_address, call.timeout);
}

QCoro::Task<Result<EngineAnswer>> EngineHttp::collect(EngineStreamPtr stream, EngineAddress address,
                                                      std::chrono::milliseconds timeout)
{
    const QDeadlineTimer deadline(timeout);
    EngineAnswer answer;
    for (;;) {
        while (stream->bytesAvailable() > 0)
            answer.body += stream->read(chunk);
        if (answer.body.size() > mostAnswer)
            co_return failure(ErrorCode::TooLarge,
                              u"The engine %1 sent more than an answer may be."_s.arg(address.text()));
        if (stream->hasEnded())
            break;
        const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(deadline.remainingTimeAsDuration());
        if (deadline.hasExpired() || !co_await qCoro(stream.get(), &EngineStream::moved, rest)) {
            co_return failure(address.unreachable(u"it did not answer within %1 s"_s.arg(
                std::chrono::duration_cast<std::chrono::seconds>(timeout).count())));
        }
    }
    if (!stream->problem().isEmpty())
        co_return failure(address.unreachable(stream->problem()));
    answer.status = stream->status();
    co_return answer;
}

} // namespace ca
