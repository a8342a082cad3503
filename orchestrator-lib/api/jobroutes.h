#pragma once

#include <QCoroTask>

#include "routetable.h"

namespace ca {

class Orchestrator;

/// Schedule, look at and cancel jobs.
class JobRoutes
{
public:
    /// The orchestrator outlives the routes.
    explicit JobRoutes(Orchestrator &orchestrator)
        : m_orchestrator(orchestrator)
    {
    }

    void addTo(RouteTable &table);

private:
    void addScheduling(RouteTable &table);
    void addLooking(RouteTable &table);
    void addControl(RouteTable &table);
    QCoro::Task<void> schedule(ApiRequest request, ApiReply reply, QString promptField);
    QCoro::Task<void> details(ApiRequest request, ApiReply reply);
    QCoro::Task<void> retry(ApiRequest request, ApiReply reply);
    QCoro::Task<void> remove(ApiRequest request, ApiReply reply);
    void status(const ApiRequest &request, ApiReply reply);
    void list(const ApiRequest &request, ApiReply reply);
    QCoro::Task<void> cancel(ApiRequest request, ApiReply reply);

    Orchestrator &m_orchestrator;
};

} // namespace ca
