#include "servicelease.h"

#include "jobservices.h"

namespace ca {

ServiceLease::ServiceLease(JobServices &services, Service service)
    : m_services(&services)
    , m_service(service)
{
}

ServiceLease::~ServiceLease()
{
    if (m_services)
        m_services->release(m_service);
}

} // namespace ca
