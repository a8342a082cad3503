#pragma once

#include <QCoroTask>
#include <QObject>

#include "routetable.h"

namespace ca {

class Orchestrator;

/// The images of Docker and Podman: what is there, and pulling, building and removing them.
class ImageRoutes : public QObject
{
    Q_OBJECT

public:
    /// The orchestrator outlives the routes.
    explicit ImageRoutes(Orchestrator &orchestrator);

    void addTo(RouteTable &table);

private:
    QCoro::Task<void> list(ApiReply reply);
    QCoro::Task<void> make(ApiRequest request, ApiReply reply);
    QCoro::Task<void> remove(ApiRequest request, ApiReply reply);

    Orchestrator &m_orchestrator;
};

} // namespace ca
