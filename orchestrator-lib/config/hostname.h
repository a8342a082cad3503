#pragma once

#include <QString>
#include <optional>

namespace ca {

/// The one form in which hosts are compared: lower case, international names in their ASCII form, no dot at the end,
/// addresses as inet_ntop() writes them, whatever way of writing was chosen ("0x7f.1" is 127.0.0.1; an IPv6 address
/// may stand in brackets). Not set for what is neither a name nor an address.
std::optional<QString> normalHost(const QString &host);

/// Whether a host in its normal form is an address.
bool isAddress(const QString &normalHost);

/// "example.org:443", "[::1]:80".
QString hostAndPort(const QString &normalHost, quint16 port);

} // namespace ca
