#include "jobegress.h"

#include "jobproxy.h"

namespace ca {

JobEgress::JobEgress(JobProxy &proxy, std::shared_ptr<EgressCounters> counters)
    : m_proxy(proxy)
    , m_counters(std::move(counters))
{
    connect(&proxy, &JobProxy::decided, this, &JobEgress::decided);
    connect(&proxy, &JobProxy::moved, this, &JobEgress::moved);
}

JobEgress::~JobEgress()
{
    m_proxy.deleteLater(); // on its own thread
}

qint64 JobEgress::sentBytes() const
{
    return m_counters->sent.load(std::memory_order_relaxed);
}

qint64 JobEgress::receivedBytes() const
{
    return m_counters->received.load(std::memory_order_relaxed);
}

} // namespace ca
