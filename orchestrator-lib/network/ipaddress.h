#pragma once

#include <QByteArrayView>
#include <QString>
#include <netinet/in.h>
#include <optional>
#include <sys/socket.h>

namespace ca {

/// An IPv4 or IPv6 address, and what it is for.
class IpAddress
{
public:
    /// `text` in the form of inet_ntop(). Not set for what is no address.
    static std::optional<IpAddress> fromText(const QString &text);
    /// Not set for other families. A scope (fe80::1%eth0) is dropped: such an address is not public anyway.
    static std::optional<IpAddress> fromSocket(const sockaddr *address);

    /// In the form of inet_ntop().
    [[nodiscard]] QString text() const;
    /// Empty for what anybody on the internet may have; else what it is, for people: "a loopback address".
    ///
    /// After IANA's registries of special-purpose addresses (RFC 6890). Of IPv6 only 2000::/3 is handed out; addresses
    /// that stand for an IPv4 one (mapped, NAT64, 6to4, Teredo) are refused whole: what they reach is not theirs to
    /// say.
    [[nodiscard]] QString specialPurpose() const;

    /// For connect(); the length is that of its family.
    [[nodiscard]] sockaddr_storage toSocket(quint16 port) const;
    [[nodiscard]] socklen_t socketLength() const;
    [[nodiscard]] int family() const { return m_isV4 ? AF_INET : AF_INET6; }

    bool operator==(const IpAddress &other) const { return m_isV4 == other.m_isV4 && bytes() == other.bytes(); }

private:
    IpAddress() = default;
    [[nodiscard]] QByteArrayView bytes() const;

    bool m_isV4 = true;
    in_addr m_v4{};
    in6_addr m_v6{};
};

} // namespace ca
