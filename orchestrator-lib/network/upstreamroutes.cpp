#include "upstreamroutes.h"

#include <QHostAddress>
#include <algorithm>

#include "hostname.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

/// The first of these variables that says something.
std::pair<QString, QString> firstOf(const QProcessEnvironment &environment, const QStringList &names)
{
    for (const QString &name : names) {
        if (const QString value = environment.value(name).trimmed(); !value.isEmpty())
            return {name, value};
    }
    return {};
}

/// One entry of no_proxy: "*", "example.org" and ".example.org" (with what is below it), an address, a network
/// ("10.0.0.0/8"), each with a port or not.
bool excepts(const QString &entry, const EgressTarget &target)
{
    if (entry == "*"_L1)
        return true;
    if (entry.contains(u'/')) {
        const auto [network, bits] = QHostAddress::parseSubnet(entry);
        return bits >= 0 && QHostAddress(target.host).isInSubnet(network, bits);
    }
    const auto pattern = HostPattern::parse(entry.startsWith("*."_L1) ? entry.sliced(2)
                                            : entry.startsWith(u'.')  ? entry.sliced(1)
                                                                      : entry);
    if (!pattern || (pattern->port && *pattern->port != target.port))
        return false;
    return target.host == pattern->host || target.host.endsWith(QString(u'.' + pattern->host));
}

} // namespace

UpstreamRoutes UpstreamRoutes::from(const QString &setting, const QProcessEnvironment &environment)
{
    UpstreamRoutes routes;
    if (setting == "off"_L1)
        return routes;
    if (!setting.isEmpty()) {
        routes.m_http = routes.m_https = {.source = u"AGENT_PROXY"_s, .proxy = ProxyUrl::parse(setting)};
        return routes;
    }
    const auto routeOf = [&](const QStringList &names) {
        const auto [name, value] = firstOf(environment, names);
        return Route{.source = name, .proxy = ProxyUrl::parse(value)};
    };
    routes.m_http = routeOf({u"http_proxy"_s, u"HTTP_PROXY"_s, u"all_proxy"_s, u"ALL_PROXY"_s});
    routes.m_https = routeOf({u"https_proxy"_s, u"HTTPS_PROXY"_s, u"all_proxy"_s, u"ALL_PROXY"_s});
    const QStringList exceptions = firstOf(environment, {u"no_proxy"_s, u"NO_PROXY"_s}).second.split(u',');
    for (const QString &entry : exceptions) {
        if (const QString trimmed = entry.trimmed(); !trimmed.isEmpty())
            routes.m_exceptions.append(trimmed);
    }
    return routes;
}

Result<std::optional<ProxyUrl>> UpstreamRoutes::routeFor(const EgressTarget &target, bool isTunnel) const
{
    const Route &route = isTunnel ? m_https : m_http;
    if (route.source.isEmpty() || isExcepted(target))
        return std::nullopt;
    if (!route.proxy) {
        return failure(ErrorCode::Unsupported,
                       u"the orchestrator's %1 names a proxy that it cannot use: only http://HOST:PORT is "
                       "understood. Set AGENT_PROXY to such a one, or to off"_s.arg(route.source));
    }
    return route.proxy;
}

bool UpstreamRoutes::isExcepted(const EgressTarget &target) const
{
    return std::ranges::any_of(m_exceptions, [&](const QString &entry) { return excepts(entry, target); });
}

} // namespace ca
