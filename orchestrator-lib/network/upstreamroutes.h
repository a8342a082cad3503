#pragma once

#include <QProcessEnvironment>
#include <optional>

#include "egresspolicy.h"
#include "proxyenvironment.h"
#include "proxyurl.h"
#include "result.h"

namespace ca {

/// Which connections go through a proxy behind ours, as a setting or this machine's environment say. A value that never
/// changes.
class UpstreamRoutes
{
public:
    /// Every connection is made by ourselves.
    UpstreamRoutes() = default;
    /// `setting`: a URL for all connections, "off" for none, or empty: as the environment says.
    static UpstreamRoutes from(const QString &setting, const QProcessEnvironment &environment);

    /// The proxy for this target; not set: none. Errors: Unsupported, when the environment names a proxy that cannot be
    /// used: to pass it by would break a rule of this machine's network. The sentence has no password in it.
    [[nodiscard]] Result<std::optional<ProxyUrl>> routeFor(const EgressTarget &target, bool isTunnel) const;

private:
    struct Route
    {
        /// The variable's name; empty: nothing is said.
        QString source;
        std::optional<ProxyUrl> proxy;
    };

    Route m_http;
    Route m_https;
    /// Not set: there are no exceptions.
    std::optional<ProxyEnvironment> m_environment;
};

} // namespace ca
