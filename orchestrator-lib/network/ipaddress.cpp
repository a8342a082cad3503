#include "ipaddress.h"

#include <QLatin1StringView>
#include <arpa/inet.h>
#include <array>
#include <cstring>

namespace ca {

using namespace Qt::StringLiterals;

namespace {

struct Network
{
    std::array<quint8, 8> prefix;
    int bits;
    QLatin1StringView purpose;
};

constexpr std::array special4{
    Network{{0}, 8, "an address of \"this network\""_L1},
    Network{{10}, 8, "a private address"_L1},
    Network{{100, 64}, 10, "an address behind a provider's NAT"_L1},
    Network{{127}, 8, "a loopback address"_L1},
    Network{{169, 254}, 16, "a link-local address"_L1},
    Network{{172, 16}, 12, "a private address"_L1},
    Network{{192, 0, 0}, 24, "an address for protocols' own use"_L1},
    Network{{192, 0, 2}, 24, "an address for documentation"_L1},
    Network{{192, 88, 99}, 24, "an address of the 6to4 relays"_L1},
    Network{{192, 168}, 16, "a private address"_L1},
    Network{{198, 18}, 15, "an address for benchmarks"_L1},
    Network{{198, 51, 100}, 24, "an address for documentation"_L1},
    Network{{203, 0, 113}, 24, "an address for documentation"_L1},
    Network{{224}, 4, "a multicast address"_L1},
    Network{{240}, 4, "a reserved address"_L1},
};

constexpr std::array special6{
    Network{{0x20, 0x01, 0x00, 0x00}, 32, "an address that stands for an IPv4 one (Teredo)"_L1},
    Network{{0x20, 0x01}, 23, "an address for protocols' own use"_L1},
    Network{{0x20, 0x01, 0x0d, 0xb8}, 32, "an address for documentation"_L1},
    Network{{0x20, 0x02}, 16, "an address that stands for an IPv4 one (6to4)"_L1},
    Network{{0x3f, 0xff}, 20, "an address for documentation"_L1},
    Network{{0xfe, 0x80}, 10, "a link-local address"_L1},
    Network{{0xfc}, 7, "a private address (ULA)"_L1},
    Network{{0xff}, 8, "a multicast address"_L1},
    Network{{0x00, 0x64, 0xff, 0x9b}, 32, "an address that stands for an IPv4 one (NAT64)"_L1},
};

constexpr Network global6{{0x20}, 3, {}};

bool holds(const Network &network, QByteArrayView address)
{
    for (int bit = 0; bit < network.bits; bit += 8) {
        const auto index = static_cast<std::size_t>(bit / 8);
        const int missing = std::max(bit + 8 - network.bits, 0);
        const auto mask = static_cast<quint8>(0xff << missing);
        const auto byte = static_cast<quint8>(address[bit / 8]);
        if ((byte & mask) != (network.prefix.at(index) & mask))
            return false;
    }
    return true;
}

template <std::size_t Count>
QString purposeIn(const std::array<Network, Count> &networks, QByteArrayView address)
{
    for (const Network &network : networks) {
        if (holds(network, address))
            return network.purpose;
    }
    return {};
}

} // namespace

std::optional<IpAddress> IpAddress::fromText(const QString &text)
{
    IpAddress address;
    const QByteArray latin = text.toLatin1();
    address.m_isV4 = ::inet_pton(AF_INET, latin.constData(), &address.m_v4) == 1;
    if (address.m_isV4 || ::inet_pton(AF_INET6, latin.constData(), &address.m_v6) == 1)
        return address;
    return std::nullopt;
}

std::optional<IpAddress> IpAddress::fromSocket(const sockaddr *address)
{
    IpAddress ip;
    ip.m_isV4 = address->sa_family == AF_INET;
    if (ip.m_isV4) {
        sockaddr_in v4{};
        std::memcpy(&v4, address, sizeof v4);
        ip.m_v4 = v4.sin_addr;
        return ip;
    }
    if (address->sa_family != AF_INET6)
        return std::nullopt;
    sockaddr_in6 v6{};
    std::memcpy(&v6, address, sizeof v6);
    ip.m_v6 = v6.sin6_addr;
    return ip;
}

QByteArrayView IpAddress::bytes() const
{
    return m_isV4 ? QByteArrayView(reinterpret_cast<const char *>(&m_v4), sizeof m_v4)
                  : QByteArrayView(reinterpret_cast<const char *>(&m_v6), sizeof m_v6);
}

QString IpAddress::text() const
{
    std::array<char, INET6_ADDRSTRLEN> written{};
    ::inet_ntop(family(), bytes().data(), written.data(), written.size());
    return QString::fromLatin1(written.data());
}

QString IpAddress::specialPurpose() const
{
    if (m_isV4)
        return purposeIn(special4, bytes());
    QString purpose = purposeIn(special6, bytes());
    if (!purpose.isEmpty() || holds(global6, bytes()))
        return purpose;
    if (IN6_IS_ADDR_LOOPBACK(&m_v6))
        return u"a loopback address"_s;
    if (IN6_IS_ADDR_V4MAPPED(&m_v6) || IN6_IS_ADDR_V4COMPAT(&m_v6))
        return u"an address that stands for an IPv4 one"_s;
    return u"a reserved address"_s;
}

sockaddr_storage IpAddress::toSocket(quint16 port) const
{
    sockaddr_storage storage{};
    if (m_isV4) {
        const sockaddr_in v4{.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = m_v4, .sin_zero = {}};
        std::memcpy(&storage, &v4, sizeof v4);
    } else {
        const sockaddr_in6 v6{.sin6_family = AF_INET6,
                              .sin6_port = htons(port),
                              .sin6_flowinfo = 0,
                              .sin6_addr = m_v6,
                              .sin6_scope_id = 0};
        std::memcpy(&storage, &v6, sizeof v6);
    }
    return storage;
}

socklen_t IpAddress::socketLength() const
{
    return m_isV4 ? sizeof(sockaddr_in) : sizeof(sockaddr_in6);
}

} // namespace ca
