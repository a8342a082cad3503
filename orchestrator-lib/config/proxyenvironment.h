#pragma once

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace ca {

/// What the environment says of proxies, as curl reads it (https://curl.se/docs/manpage.html#ENVIRONMENT): http_proxy,
/// https_proxy, all_proxy and no_proxy, in small letters or capitals. HTTP_PROXY does not count: where this runs behind
/// a web server, a client could set it. A value.
class ProxyEnvironment
{
public:
    struct Variable
    {
        /// Empty: nothing is said.
        QString name = {};
        QString value = {};
    };

    explicit ProxyEnvironment(const QProcessEnvironment &environment);

    [[nodiscard]] const Variable &forHttp() const { return m_http; }
    [[nodiscard]] const Variable &forHttps() const { return m_https; }
    /// Whether no_proxy names the host: "*", "example.org" and ".example.org" (each with what is below it), an address,
    /// a network ("10.0.0.0/8"); all but the first and the last may have a port.
    [[nodiscard]] bool isExcepted(const QString &host, int port) const;

private:
    Variable m_http;
    Variable m_https;
    QStringList m_exceptions;
};

} // namespace ca
