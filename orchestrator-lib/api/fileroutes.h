#pragma once

#include <QCoroTask>
#include <memory>

#include "resultshelf.h"
#include "routetable.h"

namespace ca {

class Orchestrator;

/// The files of a job's workspace, also while it runs; where there is no workspace any more, those of the result.
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
    std::shared_ptr<ResultShelf> m_results = std::make_shared<ResultShelf>();
};

} // namespace ca
