#pragma once

#include "orchestratorclient.h"

namespace ca::dashboard {

/// Gives a client jobs as an orchestrator would, without one. Each call waits until the client has them, 10 s at most.
class JobFeed
{
public:
    [[nodiscard]] OrchestratorClient &client() { return m_client; }

    /// The list as it is at first: empty.
    [[nodiscard]] bool load();
    /// A new job, or a changed one.
    [[nodiscard]] bool give(const Job &job);

    static Job changed(Job job, JobStatus status, JobPhase phase = JobPhase::None);

private:
    OrchestratorClient m_client;
};

} // namespace ca::dashboard
