#pragma once

#include <QTemporaryDir>
#include <functional>
#include <memory>
#include <thread>

#include "egressproxy.h"
#include "jobegress.h"
#include "uniquefd.h"

namespace ca::bench {

/// A server on loopback, on a thread of its own, and two ways to it: straight, and through a job's egress proxy. All
/// sockets block, for 30 s at most.
class ProxyPath
{
public:
    /// `serve` has each connection until it returns.
    using Serve = std::function<void(int fd)>;
    static Result<std::unique_ptr<ProxyPath>> open(Serve serve);
    ~ProxyPath();

    Result<UniqueFd> connectStraight();
    /// An open tunnel.
    Result<UniqueFd> connectThroughProxy();

private:
    ProxyPath(UniqueFd listener, quint16 port, const Serve &serve);

    QTemporaryDir m_dir;
    UniqueFd m_listener;
    quint16 m_port;
    EgressProxy m_proxy;
    std::unique_ptr<JobEgress> m_job;
    std::jthread m_thread;
};

} // namespace ca::bench
