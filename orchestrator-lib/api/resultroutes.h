#pragma once

#include "routetable.h"

namespace ca {

class Orchestrator;

/// A job's result.
class ResultRoutes
{
public:
    /// The orchestrator outlives the routes.
    explicit ResultRoutes(Orchestrator &orchestrator)
        : m_orchestrator(orchestrator)
    {
    }

    void addTo(RouteTable &table);

private:
    void download(const ApiRequest &request, ApiReply reply);

    Orchestrator &m_orchestrator;
};

} // namespace ca
