#pragma once

#include <QObject>

#include "routetable.h"

namespace ca {

class Orchestrator;
class GuardedTcpServer;

/// A job's output: as JSON, as a file, and as a stream that follows.
class LogRoutes
{
public:
    /// Both outlive the routes.
    LogRoutes(Orchestrator &orchestrator, GuardedTcpServer &connections)
        : m_orchestrator(orchestrator)
        , m_connections(connections)
    {
    }

    void addTo(RouteTable &table);

private:
    void summary(const ApiRequest &request, ApiReply reply);
    void file(const ApiRequest &request, ApiReply reply);

    Orchestrator &m_orchestrator;
    GuardedTcpServer &m_connections;
    /// Parent of the streams under way, so that they end before the server does.
    QObject m_followers;
};

} // namespace ca
