#include "upstreamroutes.h"

namespace ca {

using namespace Qt::StringLiterals;

UpstreamRoutes UpstreamRoutes::from(const QString &setting, const QProcessEnvironment &environment)
{
    UpstreamRoutes routes;
    if (setting == "off"_L1)
        return routes;
    if (!setting.isEmpty()) {
        routes.m_http = routes.m_https = {.source = u"AGENT_PROXY"_s, .proxy = ProxyUrl::parse(setting)};
        return routes;
    }
    const ProxyEnvironment said(environment);
    const auto routeOf = [](const ProxyEnvironment::Variable &variable) {
        return Route{.source = variable.name, .proxy = ProxyUrl::parse(variable.value)};
    };
    routes.m_http = routeOf(said.forHttp());
    routes.m_https = routeOf(said.forHttps());
    routes.m_environment = said;
    return routes;
}

Result<std::optional<ProxyUrl>> UpstreamRoutes::routeFor(const EgressTarget &target, bool isTunnel) const
{
    const Route &route = isTunnel ? m_https : m_http;
    if (route.source.isEmpty() || (m_environment && m_environment->isExcepted(target.host, target.port)))
        return std::nullopt;
    if (!route.proxy) {
        return failure(ErrorCode::Unsupported,
                       u"the orchestrator's %1 names a proxy that it cannot use: only http://HOST:PORT is "
                       "understood. Set AGENT_PROXY to such a one, or to off"_s.arg(route.source));
    }
    return route.proxy;
}

} // namespace ca
