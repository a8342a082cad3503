#include "environmentproxies.h"

#include <QHostAddress>
#include <QUrl>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

QNetworkProxy proxyAt(const QString &text)
{
    constexpr int usualPort = 1080;
    if (text.isEmpty())
        return QNetworkProxy(QNetworkProxy::NoProxy);
    const QUrl url(text.contains("://"_L1) ? text : QString(u"http://"_s + text));
    const bool isSocks = url.scheme().startsWith("socks5"_L1);
    return {isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
            static_cast<quint16>(url.port(usualPort)), url.userName(QUrl::FullyDecoded),
            url.password(QUrl::FullyDecoded)};
}
} // namespace

EnvironmentProxies::EnvironmentProxies(const QProcessEnvironment &environment)
    : m_environment(environment)
    , m_forHttp(proxyAt(m_environment.forHttp().value))
    , m_forHttps(proxyAt(m_environment.forHttps().value))
{
}

QList<QNetworkProxy> EnvironmentProxies::queryProxy(const QNetworkProxyQuery &query)
{
    const QString host = query.peerHostName();
    const bool isTls = query.protocolTag() == "https"_L1;
    const int port = query.peerPort() > 0 ? query.peerPort() : isTls ? 443 : 80;
    const bool isHere = host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
    if (isHere || m_environment.isExcepted(host, port))
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    return {isTls ? m_forHttps : m_forHttp};
}

} // namespace ca
