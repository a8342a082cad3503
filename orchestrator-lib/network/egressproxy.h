#pragma once

#include <memory>

#include "egresspolicy.h"
#include "hostlookup.h"
#include "lookupthreads.h"
#include "pipepool.h"
#include "proxycontext.h"
#include "result.h"
#include "splicethread.h"
#include "upstreamroutes.h"

namespace ca {

class JobEgress;

/// The only way out of the sandboxes: a proxy for each job, all on one thread of their own, which moves the bytes.
/// Lives on the core thread and outlives what start() returns.
class EgressProxy
{
public:
    /// `routes`: the proxy behind this one, where there is one.
    explicit EgressProxy(UpstreamRoutes routes, HostLookup lookup = lookUpHost, ProxyPatience patience = {});
    EgressProxy(const EgressProxy &) = delete;
    EgressProxy &operator=(const EgressProxy &) = delete;

    /// Listens on a Unix socket that it makes. Errors: Io.
    Result<std::unique_ptr<JobEgress>> start(const QString &socketPath, EgressPolicy policy);

private:
    UpstreamRoutes m_routes;
    ProxyPatience m_patience;
    LookupThreads m_lookups;
    PipePool m_pipes;
    SpliceThread m_thread;
};

} // namespace ca
