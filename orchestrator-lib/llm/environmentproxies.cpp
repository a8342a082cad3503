#include "environmentproxies.h"

#include <QHostAddress>
#include <QUrl>
#include <algorithm>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// The first of these variables that is set, in either case. HTTP_PROXY does not count: where this runs behind a web
/// server, a client could set it.
QString valueOf(const QProcessEnvironment &environment, const QStringList &names)
{
    for (const QString &name : names) {
        for (const QString &variable : {name, name.toUpper()}) {
            if (const QString value = environment.value(variable); !value.isEmpty() && variable != "HTTP_PROXY"_L1)
                return value;
        }
    }
    return {};
}

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
    : m_forHttp(proxyAt(valueOf(environment, {u"http_proxy"_s, u"all_proxy"_s})))
    , m_forHttps(proxyAt(valueOf(environment, {u"https_proxy"_s, u"all_proxy"_s})))
{
    for (const QString &part : valueOf(environment, {u"no_proxy"_s}).split(u',', Qt::SkipEmptyParts)) {
        QString name = part.trimmed().toLower();
        while (name.startsWith(u'.'))
            name.removeFirst();
        if (!name.isEmpty())
            m_exceptions.append(name);
    }
}

bool EnvironmentProxies::isExcepted(const QString &host) const
{
    const QString name = host.toLower();
    return name == "localhost"_L1 || QHostAddress(name).isLoopback() ||
           std::ranges::any_of(m_exceptions, [&name](const QString &exception) {
               return exception == "*"_L1 || name == exception || name.endsWith(QString(u'.' + exception));
           });
}

QList<QNetworkProxy> EnvironmentProxies::queryProxy(const QNetworkProxyQuery &query)
{
    if (isExcepted(query.peerHostName()))
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    return {query.protocolTag() == "https"_L1 ? m_forHttps : m_forHttp};
}

} // namespace ca
