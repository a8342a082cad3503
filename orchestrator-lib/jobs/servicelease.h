#pragma once

#include <QPointer>
#include <utility>

#include "service.h"

namespace ca {

class JobServices;

/// As long as it lives, somebody uses a job's service, which therefore runs on. Move-only; may outlive the job, and is
/// then of no effect. On the core thread only.
class ServiceLease
{
public:
    ServiceLease() = default;
    ServiceLease(ServiceLease &&other) noexcept
        : m_services(std::exchange(other.m_services, nullptr))
        , m_service(other.m_service)
    {
    }
    ServiceLease &operator=(ServiceLease &&other) noexcept
    {
        std::swap(m_services, other.m_services);
        std::swap(m_service, other.m_service);
        return *this;
    }
    ServiceLease(const ServiceLease &) = delete;
    ServiceLease &operator=(const ServiceLease &) = delete;
    ~ServiceLease();

private:
    friend class JobServices;
    ServiceLease(JobServices &services, Service service);

    QPointer<JobServices> m_services;
    Service m_service = Service::Desktop;
};

} // namespace ca
