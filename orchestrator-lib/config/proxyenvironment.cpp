#include "proxyenvironment.h"

#include <QHostAddress>
#include <algorithm>

#include "hostpattern.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// The first of these variables that says something.
ProxyEnvironment::Variable firstOf(const QProcessEnvironment &environment, const QStringList &names)
{
    for (const QString &name : names) {
        for (const QString &variable : {name, name.toUpper()}) {
            const QString value = environment.value(variable).trimmed();
            if (!value.isEmpty() && variable != "HTTP_PROXY"_L1)
                return {.name = variable, .value = value};
        }
    }
    return {};
}

bool excepts(const QString &entry, const QString &host, int port)
{
    if (entry == "*"_L1)
        return true;
    if (entry.contains(u'/')) {
        const auto [network, bits] = QHostAddress::parseSubnet(entry);
        return bits >= 0 && QHostAddress(host).isInSubnet(network, bits);
    }
    const auto pattern = HostPattern::parse(entry.startsWith("*."_L1) ? entry.sliced(2)
                                            : entry.startsWith(u'.')  ? entry.sliced(1)
                                                                      : entry);
    if (!pattern || (pattern->port && *pattern->port != port))
        return false;
    return host == pattern->host || host.endsWith(QString(u'.' + pattern->host));
}
} // namespace

ProxyEnvironment::ProxyEnvironment(const QProcessEnvironment &environment)
    : m_http(firstOf(environment, {u"http_proxy"_s, u"all_proxy"_s}))
    , m_https(firstOf(environment, {u"https_proxy"_s, u"all_proxy"_s}))
{
    for (const QString &entry : firstOf(environment, {u"no_proxy"_s}).value.split(u',')) {
        if (const QString trimmed = entry.trimmed(); !trimmed.isEmpty())
            m_exceptions.append(trimmed);
    }
}

bool ProxyEnvironment::isExcepted(const QString &host, int port) const
{
    const QString name = host.toLower();
    return std::ranges::any_of(m_exceptions, [&](const QString &entry) { return excepts(entry, name, port); });
}

} // namespace ca
