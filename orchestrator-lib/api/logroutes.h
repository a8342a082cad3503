#pragma once

#include <QObject>

#include "routetable.h"

namespace ca {

class Orchestrator;

/// A job's output: as JSON, as a file, and as a stream that follows.
class LogRoutes
{
public:
    /// The orchestrator outlives the routes.
    explicit LogRoutes(Orchestrator &orchestrator)
        : m_orchestrator(orchestrator)
    {
    }

    void addTo(RouteTable &table);

private:
    void summary(const ApiRequest &request, ApiReply reply);
    void file(const ApiRequest &request, ApiReply reply);

    Orchestrator &m_orchestrator;
    /// Parent of the streams under way, so that they end before the server does.
    QObject m_followers;
};

} // namespace ca
