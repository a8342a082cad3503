#pragma once

#include <QCoroTask>
#include <QUrl>
#include <functional>
#include <memory>
#include <vector>

#include "routetable.h"

namespace ca {

class Orchestrator;

/// Whether all that jobs need is there.
class HealthRoutes
{
public:
    /// The orchestrator outlives the routes; `url` tells where the server is.
    HealthRoutes(Orchestrator &orchestrator, std::function<QUrl()> url)
        : m_orchestrator(orchestrator)
        , m_url(std::move(url))
    {
    }

    void addTo(RouteTable &table);

private:
    QCoro::Task<void> examine(ApiReply reply);

    Orchestrator &m_orchestrator;
    std::function<QUrl()> m_url;
    /// Who asked while a look is under way gets what it finds.
    std::shared_ptr<std::vector<ApiReply>> m_waiting = std::make_shared<std::vector<ApiReply>>();
};

} // namespace ca
