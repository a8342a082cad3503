#pragma once

#include <QCoroTask>

#include "result.h"
#include "routetable.h"

namespace ca {

class AgentDialogue;
class Orchestrator;

/// Steers a job while its agent works: pause, resume, messages, approval.
class ControlRoutes
{
public:
    /// The orchestrator outlives the routes.
    explicit ControlRoutes(Orchestrator &orchestrator)
        : m_orchestrator(orchestrator)
    {
    }

    void addTo(RouteTable &table);

private:
    using Change = QCoro::Task<Result<void>> (AgentDialogue::*)();

    void addPausing(RouteTable &table);
    void addTalking(RouteTable &table);
    QCoro::Task<void> change(ApiRequest request, ApiReply reply, Change change);
    QCoro::Task<void> approve(ApiRequest request, ApiReply reply);
    void tell(const ApiRequest &request, ApiReply reply);
    [[nodiscard]] Result<AgentDialogue *> dialogue(const ApiRequest &request);
    void answer(const ApiRequest &request, ApiReply reply, const Result<void> &done);

    Orchestrator &m_orchestrator;
};

} // namespace ca
