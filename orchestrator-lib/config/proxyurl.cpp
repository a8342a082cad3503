#include "proxyurl.h"

#include <QUrl>

#include "hostname.h"

namespace ca {

using namespace Qt::StringLiterals;

std::optional<ProxyUrl> ProxyUrl::parse(const QString &text)
{
    constexpr int defaultPort = 80;
    const QUrl url(text.contains("://"_L1) ? text : u"http://"_s + text, QUrl::StrictMode);
    const bool isPlain = url.path().isEmpty() || url.path() == "/"_L1;
    if (!url.isValid() || url.scheme() != "http"_L1 || !isPlain || url.hasQuery() || url.hasFragment())
        return std::nullopt;
    const auto host = normalHost(url.host());
    const int port = url.port(defaultPort);
    if (!host || port == 0)
        return std::nullopt;
    ProxyUrl proxy{.host = *host, .port = static_cast<quint16>(port)};
    if (!url.userName().isEmpty()) {
        const QString pair = url.userName(QUrl::FullyDecoded) + u':' + url.password(QUrl::FullyDecoded);
        proxy.authorization = "Basic " + pair.toUtf8().toBase64();
    }
    return proxy;
}

} // namespace ca
