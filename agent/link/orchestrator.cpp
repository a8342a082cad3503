#include "orchestrator.h"

#include "cancellation.h"
#include "pause.h"

namespace ca::agent {

Orchestrator::Orchestrator(EventLoop &loop, Link &link, const Cancellation &cancellation, const Pause &pause)
    : m_loop(loop)
    , m_link(link)
    , m_cancellation(cancellation)
    , m_pause(pause)
{
}

std::expected<protocol::CompletionAnswer, RequestError>
Orchestrator::complete(const protocol::CompletionRequest &request)
{
    return ask<protocol::CompletionAnswer>(protocol::method::llmComplete, request);
}

std::expected<protocol::ApprovalAnswer, RequestError>
Orchestrator::askApproval(const protocol::ApprovalRequest &request)
{
    return ask<protocol::ApprovalAnswer>(protocol::method::approvalAsk, request);
}

template <typename Answer, typename Request>
std::expected<Answer, RequestError> Orchestrator::ask(const char *method, const Request &request)
{
    // A look at the link: what the person wants may have come while nothing was waited for.
    m_loop.turn(Clock::now());
    m_pause.waitForEnd(m_loop, m_cancellation);
    if (m_cancellation.isRequested())
        return std::unexpected(RequestError{protocol::rpcerror::cancelled, "the job was cancelled"});
    const auto answer = m_link.request(method, request, &m_cancellation);
    if (!answer)
        return std::unexpected(answer.error());
    try {
        return answer->template get<Answer>();
    } catch (const nlohmann::json::exception &error) {
        return std::unexpected(RequestError{protocol::rpcerror::invalidParams,
                                            std::string("the orchestrator's answer does not fit: ") + error.what()});
    }
}

} // namespace ca::agent
