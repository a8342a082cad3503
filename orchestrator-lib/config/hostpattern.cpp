#include "hostpattern.h"

#include <QRegularExpression>

#include "hostname.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

/// Whether the text ends in a port: of colons an address without brackets has several.
bool hasPort(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    return colon > 0 && (text[colon - 1] == u']' || text.indexOf(u':') == colon);
}

std::optional<quint16> portFrom(const QString &text)
{
    bool isNumber = false;
    const auto port = text.toUShort(&isNumber);
    return isNumber && port > 0 && text.front().isDigit() ? std::optional(port) : std::nullopt;
}

} // namespace

bool isWebPort(quint16 port)
{
    constexpr quint16 http = 80;
    constexpr quint16 https = 443;
    return port == http || port == https;
}

std::optional<HostPattern> HostPattern::parse(const QString &text)
{
    HostPattern pattern;
    QString host = text;
    if (hasPort(text)) {
        const qsizetype colon = text.lastIndexOf(u':');
        pattern.port = portFrom(text.sliced(colon + 1));
        if (!pattern.port)
            return std::nullopt;
        host.truncate(colon);
    }
    pattern.isWildcard = host.startsWith("*."_L1);
    const auto normal = normalHost(pattern.isWildcard ? host.sliced(2) : host);
    if (!normal || (pattern.isWildcard && isAddress(*normal)))
        return std::nullopt;
    pattern.host = *normal;
    return pattern;
}

QString HostPattern::text() const
{
    const QString name = isWildcard ? QString(u"*."_s + host) : host;
    return port ? hostAndPort(name, *port) : name;
}

bool HostPattern::matchesHost(const QString &normalHost) const
{
    if (!isWildcard)
        return normalHost == host;
    return normalHost.size() > host.size() + 1 && normalHost.endsWith(host) &&
           normalHost[normalHost.size() - host.size() - 1] == u'.';
}

bool HostPattern::matches(const QString &normalHost, quint16 hostPort) const
{
    return (port ? *port == hostPort : isWebPort(hostPort)) && matchesHost(normalHost);
}

std::optional<QList<HostPattern>> parseHostPatterns(const QString &text)
{
    static const QRegularExpression separators(u"[\\s,]+"_s);
    QList<HostPattern> patterns;
    const QStringList entries = text.split(separators, Qt::SkipEmptyParts);
    for (const QString &entry : entries) {
        const auto pattern = HostPattern::parse(entry);
        if (!pattern)
            return std::nullopt;
        patterns.append(*pattern);
    }
    return patterns;
}

} // namespace ca
