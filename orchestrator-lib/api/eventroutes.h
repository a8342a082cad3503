#pragma once

#include <QCoroTask>
#include <QObject>

#include "eventfeed.h"
#include "routetable.h"

namespace ca {

/// Live events.
class EventRoutes
{
public:
    /// The orchestrator outlives the routes.
    explicit EventRoutes(Orchestrator &orchestrator)
        : m_orchestrator(orchestrator)
        , m_feed(orchestrator)
    {
    }

    void addTo(RouteTable &table);

private:
    QCoro::Task<void> follow(ApiRequest request, ApiReply reply);

    Orchestrator &m_orchestrator;
    EventFeed m_feed;
    /// Parent of the streams under way, so that they end before the feed and the server do.
    QObject m_streams;
};

} // namespace ca
