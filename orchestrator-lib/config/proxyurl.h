#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace ca {

/// An HTTP proxy, as a setting or a variable like https_proxy names it: `http://[user:password@]host[:port]`; the
/// scheme may be left out. Its text may hold a password and is not for people's eyes.
struct ProxyUrl
{
    /// In its normal form.
    QString host;
    quint16 port = 80;
    /// The value of Proxy-Authorization; empty: none.
    QByteArray authorization = {};

    /// Not set for what is none, and for proxies that are spoken to in another protocol (https, socks5).
    static std::optional<ProxyUrl> parse(const QString &text);

    bool operator==(const ProxyUrl &) const = default;
};

} // namespace ca
