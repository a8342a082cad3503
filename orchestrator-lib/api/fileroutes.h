#pragma once

#include <QCoroTask>

#include "routetable.h"

namespace ca {

class Orchestrator;

/// The files of a job's workspace, also while it runs.
class FileRoutes
{
public:
    /// The orchestrator outlives the routes.
    explicit FileRoutes(Orchestrator &orchestrator)
        : m_orchestrator(orchestrator)
    {
    }

    void addTo(RouteTable &table);

private:
    QCoro::Task<void> item(ApiRequest request, ApiReply reply);

    Orchestrator &m_orchestrator;
};

} // namespace ca
