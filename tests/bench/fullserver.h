#pragma once

#include <memory>

#include "benchserver.h"

namespace ca::bench {

/// The server with 10,000 ended jobs, which several measures share: made when the first of them asks.
class FullServer
{
public:
    static constexpr int jobCount = 10'000;

    /// Lives as long as this. Errors: those of its start.
    Result<BenchServer *> get()
    {
        if (!m_server) {
            auto started = BenchServer::startWithJobs(jobCount);
            if (!started)
                return failure(started.error());
            m_server = std::move(*started);
        }
        return m_server.get();
    }

private:
    std::unique_ptr<BenchServer> m_server;
};

} // namespace ca::bench
