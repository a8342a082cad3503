#pragma once

#include <array>
#include <atomic>
#include <chrono>

#include "egresspolicy.h"
#include "hosttable.h"
#include "upstreamroutes.h"

namespace ca {

class DecisionLog;
class LookupQueue;
class PipePool;

/// What one job's proxy has done; read by other threads.
struct EgressCounters
{
    /// Bytes.
    std::atomic<qint64> sent = 0;
    std::atomic<qint64> received = 0;
    /// Decisions, by verdict.
    std::array<std::atomic<qint64>, 3> decisions{};
    /// One by one.
    HostTable hosts = {};
};

/// How long a connection may take for what.
struct ProxyPatience
{
    /// For the request's head, from the connection's first moment.
    std::chrono::milliseconds head{15'000};
    /// For looking up and connecting, all addresses together.
    std::chrono::milliseconds connecting{30'000};
    /// Without a byte in any direction.
    std::chrono::milliseconds idle{300'000};
    /// For the client to read the last bytes.
    std::chrono::milliseconds linger{2'000};
};

/// What a job's connections have in common; all of it outlives them.
struct ProxyContext
{
    const EgressPolicy &policy;
    const UpstreamRoutes &routes;
    LookupQueue &lookups;
    PipePool &pipes;
    EgressCounters &counters;
    DecisionLog &decisions;
    ProxyPatience patience = {};
};

} // namespace ca
