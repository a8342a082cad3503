#include "egressproxy.h"

#include "jobegress.h"
#include "jobproxy.h"
#include "unixlistener.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

/// As many as a sandbox may have before they are taken.
constexpr int backlog = 128;

} // namespace

EgressProxy::EgressProxy(UpstreamRoutes routes, HostLookup lookup, ProxyPatience patience)
    : m_routes(std::move(routes))
    , m_patience(patience)
    , m_lookups(std::move(lookup))
    , m_thread(u"egress"_s)
{
}

Result<std::unique_ptr<JobEgress>> EgressProxy::start(const QString &socketPath, EgressPolicy policy)
{
    auto listener = listenOnUnixSocket(socketPath, backlog);
    if (!listener)
        return failure(listener.error());
    auto counters = std::make_shared<EgressCounters>();
    auto *proxy = new JobProxy({.listener = std::move(*listener),
                                .policy = std::move(policy),
                                .routes = m_routes,
                                .counters = counters,
                                .lookups = m_lookups,
                                .pipes = m_pipes,
                                .patience = m_patience});
    auto egress = std::unique_ptr<JobEgress>(new JobEgress(*proxy, counters));
    proxy->moveToThread(&m_thread);
    QMetaObject::invokeMethod(proxy, &JobProxy::start, Qt::QueuedConnection);
    return egress;
}

} // namespace ca
