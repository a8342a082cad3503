#pragma once

#include <expected>

#include "link.h"
#include "messages.h"

namespace ca::agent {

class Pause;

/// What the agent asks of its orchestrator while it works. Each call turns the loop until the answer is there; it is
/// not even sent during a pause, and ends at once when the job is cancelled (rpcerror::cancelled).
class Orchestrator
{
public:
    Orchestrator(EventLoop &loop, Link &link, const Cancellation &cancellation, const Pause &pause);

    std::expected<protocol::CompletionAnswer, RequestError> complete(const protocol::CompletionRequest &request);
    /// However long a person takes.
    std::expected<protocol::ApprovalAnswer, RequestError> askApproval(const protocol::ApprovalRequest &request);

private:
    template <typename Answer, typename Request>
    std::expected<Answer, RequestError> ask(const char *method, const Request &request);

    EventLoop &m_loop;
    Link &m_link;
    const Cancellation &m_cancellation;
    const Pause &m_pause;
};

} // namespace ca::agent
