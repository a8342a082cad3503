#include "hostname.h"

#include <QStringList>
#include <QUrl>
#include <algorithm>
#include <arpa/inet.h>
#include <array>

namespace ca {

using namespace Qt::StringLiterals;

namespace {

// RFC 1035, section 2.3.4; the longest name without its last dot.
constexpr qsizetype maxNameLength = 253;
constexpr qsizetype maxLabelLength = 63;

std::optional<QString> normalV6(const QString &text)
{
    in6_addr address{};
    std::array<char, INET6_ADDRSTRLEN> written{};
    if (::inet_pton(AF_INET6, text.toLatin1().constData(), &address) != 1 ||
        ::inet_ntop(AF_INET6, &address, written.data(), written.size()) == nullptr)
        return std::nullopt;
    return QString::fromLatin1(written.data());
}

/// In every way that getaddrinfo() takes for an address: "127.1", "0x7f000001", "017700000001".
std::optional<QString> normalV4(const QString &text)
{
    in_addr address{};
    std::array<char, INET_ADDRSTRLEN> written{};
    if (::inet_aton(text.toLatin1().constData(), &address) == 0 ||
        ::inet_ntop(AF_INET, &address, written.data(), written.size()) == nullptr)
        return std::nullopt;
    return QString::fromLatin1(written.data());
}

bool isNameCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_';
}

bool isLabel(const QString &label)
{
    return !label.isEmpty() && label.size() <= maxLabelLength && std::ranges::all_of(label, isNameCharacter);
}

/// Names that end like this are addresses to some readers and names to others.
bool endsInNumber(const QString &label)
{
    return label.startsWith("0x"_L1) || std::ranges::all_of(label, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool isAscii(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c > u' ' && c < QChar(0x7f); });
}

} // namespace

std::optional<QString> normalHost(const QString &host)
{
    if (host.startsWith(u'[') && host.endsWith(u']'))
        return normalV6(host.sliced(1, host.size() - 2));
    QString name = isAscii(host) ? host.toLower() : QString::fromLatin1(QUrl::toAce(host));
    if (name.contains(u':'))
        return normalV6(name);
    if (name.endsWith(u'.'))
        name.chop(1);
    if (name.isEmpty() || name.size() > maxNameLength || !isAscii(name))
        return std::nullopt;
    if (auto address = normalV4(name))
        return address;
    const QStringList labels = name.split(u'.');
    if (!std::ranges::all_of(labels, isLabel) || endsInNumber(labels.last()))
        return std::nullopt;
    return name;
}

bool isAddress(const QString &normalHost)
{
    // A name's last label is no number.
    return normalHost.contains(u':') || normalHost.back().isDigit() ? normalV4(normalHost) || normalV6(normalHost)
                                                                    : false;
}

QString hostAndPort(const QString &normalHost, quint16 port)
{
    return (normalHost.contains(u':') ? u"[%1]:%2"_s : u"%1:%2"_s).arg(normalHost).arg(port);
}

} // namespace ca
