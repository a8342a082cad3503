#pragma once

#include <QCoroTask>
#include <QObject>

#include "eventfeed.h"
#include "routetable.h"

namespace ca {

class TrackingTcpServer;

/// Live events.
class EventRoutes
{
public:
    /// Both outlive the routes.
    EventRoutes(Orchestrator &orchestrator, TrackingTcpServer &connections)
        : m_orchestrator(orchestrator)
        , m_connections(connections)
        , m_feed(orchestrator)
    {
    }

    void addTo(RouteTable &table);

private:
    QCoro::Task<void> follow(ApiRequest request, ApiReply reply);

    Orchestrator &m_orchestrator;
    TrackingTcpServer &m_connections;
    EventFeed m_feed;
    /// Parent of the streams under way, so that they end before the feed and the server do.
    QObject m_streams;
};

} // namespace ca
