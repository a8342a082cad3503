#pragma once

#include <QNetworkProxyFactory>
#include <QProcessEnvironment>
#include <QStringList>

namespace ca {

/// The proxies that the environment names, as curl reads them (https://curl.se/docs/manpage.html#ENVIRONMENT):
/// https_proxy, http_proxy, all_proxy, no_proxy. This machine itself is reached without. Qt's own look at the system's
/// settings may wait for other processes and networks, which the core thread must not.
class EnvironmentProxies : public QNetworkProxyFactory
{
public:
    explicit EnvironmentProxies(const QProcessEnvironment &environment);

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;

private:
    [[nodiscard]] bool isExcepted(const QString &host) const;

    QNetworkProxy m_forHttp;
    QNetworkProxy m_forHttps;
    /// Hosts, and domains with what is below them; "*": all.
    QStringList m_exceptions;
};

} // namespace ca
