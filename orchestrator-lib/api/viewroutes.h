#pragma once

#include <QCoroTask>

#include "result.h"
#include "routetable.h"
#include "service.h"

namespace ca {

class LiveViews;
class Orchestrator;

/// Opens and closes views of running jobs: their desktops and notebooks.
class ViewRoutes
{
public:
    /// The orchestrator outlives the routes.
    explicit ViewRoutes(Orchestrator &orchestrator)
        : m_orchestrator(orchestrator)
    {
    }

    void addTo(RouteTable &table);

private:
    void addClosing(RouteTable &table, Service service);
    QCoro::Task<void> openDesktop(ApiRequest request, ApiReply reply);
    QCoro::Task<void> openNotebook(ApiRequest request, ApiReply reply);
    void close(const ApiRequest &request, ApiReply reply, Service service);

    Orchestrator &m_orchestrator;
};

} // namespace ca
