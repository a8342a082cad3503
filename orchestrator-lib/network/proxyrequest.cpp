#include "proxyrequest.h"

#include <algorithm>
#include <array>

#include "hostname.h"
#include "proxyurl.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

/// Fields that concern one connection only (RFC 9110, section 7.6.1), and those that are written anew.
constexpr std::array<QByteArrayView, 12> ownFields{
    "Connection", "Proxy-Connection", "Keep-Alive", "Proxy-Authorization", "Proxy-Authenticate", "TE",
    "Trailer",    "Upgrade",          "Host",       "Content-Length",      "Transfer-Encoding",  "HTTP2-Settings"};

bool isSame(QByteArrayView one, QByteArrayView other)
{
    return one.compare(other, Qt::CaseInsensitive) == 0;
}

std::optional<quint16> portFrom(QByteArrayView text)
{
    constexpr qsizetype mostDigits = 5;
    const bool isNumber = !text.isEmpty() && text.size() <= mostDigits &&
                          std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    bool fits = false;
    const auto port = isNumber ? text.toUShort(&fits) : quint16{0};
    return fits && port > 0 ? std::optional(port) : std::nullopt;
}

/// host[:port], without a user: "allowed.example@elsewhere" is read in two ways by some.
std::optional<EgressTarget> targetFrom(QByteArrayView authority, std::optional<quint16> defaultPort)
{
    const qsizetype bracket = authority.lastIndexOf(']');
    const qsizetype colon = authority.lastIndexOf(':');
    const bool hasPort = colon > bracket;
    const auto port = hasPort ? portFrom(authority.sliced(colon + 1)) : defaultPort;
    const QByteArrayView name = hasPort ? authority.first(colon) : authority;
    // An IPv6 address without brackets has no port that could be told from it.
    if (!port || (bracket < 0 && name.contains(':')))
        return std::nullopt;
    const auto host = normalHost(QString::fromLatin1(name));
    return host ? std::optional(EgressTarget{.host = *host, .port = *port}) : std::nullopt;
}

std::unexpected<Error> malformed(const QString &sentence)
{
    return failure(ErrorCode::InvalidArgument, sentence);
}

Result<ProxyRequest> tunnelFrom(QByteArrayView authority)
{
    const auto target = targetFrom(authority, std::nullopt);
    if (!target)
        return malformed(u"CONNECT takes HOST:PORT."_s);
    return ProxyRequest{.isTunnel = true, .target = *target, .path = {}};
}

/// What the client's own Connection field calls its connection's business.
bool isListedInConnection(const RequestHead &head, QByteArrayView name)
{
    for (qsizetype i = 0; i < head.fieldCount(); ++i) {
        if (!isSame(head.fieldName(i), "Connection"))
            continue;
        const QList<QByteArray> items = head.fieldValue(i).toByteArray().split(',');
        if (std::ranges::any_of(items, [&](const QByteArray &item) { return isSame(item.trimmed(), name); }))
            return true;
    }
    return false;
}

QByteArray authorityOf(const EgressTarget &target)
{
    constexpr quint16 defaultPort = 80;
    const QByteArray text = target.text().toLatin1();
    return target.port == defaultPort ? text.first(text.lastIndexOf(':')) : text;
}

} // namespace

Result<ProxyRequest> ProxyRequest::from(const RequestHead &head)
{
    constexpr quint16 httpPort = 80;
    constexpr QByteArrayView scheme("http://");
    const QByteArrayView text = head.target();
    if (head.method() == "CONNECT")
        return tunnelFrom(text);
    if (text.size() < scheme.size() || !isSame(text.first(scheme.size()), scheme)) {
        return malformed(u"This is the sandbox's proxy: it takes CONNECT HOST:PORT, and requests for http:// URLs. For "
                         "anything else, ftp:// for example, there is no way out."_s);
    }
    const QByteArrayView rest = text.sliced(scheme.size());
    const auto end = std::ranges::find_if(rest, [](char c) { return c == '/' || c == '?' || c == '\\'; });
    const auto size = static_cast<qsizetype>(end - rest.begin());
    const auto target = targetFrom(rest.first(size), httpPort);
    const QByteArrayView path = rest.sliced(size);
    if (!target || path.startsWith('\\'))
        return malformed(u"The URL has no host that can be understood; it must be http://HOST[:PORT]/PATH."_s);
    return ProxyRequest{
        .isTunnel = false, .target = *target, .path = (path.startsWith('/') ? "" : "/") + path.toByteArray()};
}

QByteArray ProxyRequest::forwardedHead(const RequestHead &head, const std::optional<ProxyUrl> &upstream) const
{
    const QByteArray authority = authorityOf(target);
    const QByteArray where = upstream ? "http://" + authority + path : path;
    QByteArray out = head.method().toByteArray() + ' ' + where + (head.isHttp10() ? " HTTP/1.0" : " HTTP/1.1") +
                     "\r\nHost: " + authority + "\r\n";
    for (qsizetype i = 0; i < head.fieldCount(); ++i) {
        const QByteArrayView name = head.fieldName(i);
        const bool isOurs = std::ranges::any_of(ownFields, [&](QByteArrayView own) { return isSame(own, name); });
        if (!isOurs && !isListedInConnection(head, name))
            out.append(name).append(": ").append(head.fieldValue(i)).append("\r\n");
    }
    if (head.isChunked())
        out += "Transfer-Encoding: chunked\r\n";
    else if (head.count("Content-Length") > 0)
        out += "Content-Length: " + QByteArray::number(head.contentLength()) + "\r\n";
    if (upstream && !upstream->authorization.isEmpty())
        out += "Proxy-Authorization: " + upstream->authorization + "\r\n";
    return out + "Connection: close\r\n\r\n";
}

QByteArray ProxyRequest::tunnelHead(const ProxyUrl &upstream) const
{
    const QByteArray authority = target.text().toLatin1();
    QByteArray out = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n";
    if (!upstream.authorization.isEmpty())
        out += "Proxy-Authorization: " + upstream.authorization + "\r\n";
    return out + "\r\n";
}

Framing ProxyRequest::bodyFraming(const RequestHead &head)
{
    if (head.isChunked())
        return {.kind = Framing::Kind::Chunked};
    if (head.contentLength() > 0)
        return {.kind = Framing::Kind::Length, .bytes = head.contentLength()};
    return {};
}

} // namespace ca
