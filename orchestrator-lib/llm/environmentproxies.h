#pragma once

#include <QNetworkProxyFactory>

#include "proxyenvironment.h"

namespace ca {

/// The proxies that the environment names, for QNetworkAccessManager. This machine itself is reached without. Qt's own
/// look at the system's settings may wait for other processes and networks, which the core thread must not.
class EnvironmentProxies : public QNetworkProxyFactory
{
public:
    explicit EnvironmentProxies(const QProcessEnvironment &environment);

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;

private:
    ProxyEnvironment m_environment;
    QNetworkProxy m_forHttp;
    QNetworkProxy m_forHttps;
};

} // namespace ca
