#include "jobegress.h"

#include <QStringList>

#include "jobproxy.h"

namespace ca {

using namespace Qt::StringLiterals;

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

QString JobEgress::summary() const
{
    QStringList parts;
    for (const auto &[verdict, name] :
         {std::pair(EgressVerdict::Allowed, u"allowed"_s), std::pair(EgressVerdict::Refused, u"refused"_s),
          std::pair(EgressVerdict::Failed, u"failed"_s)}) {
        const qint64 count = m_counters->decisions.at(static_cast<std::size_t>(verdict));
        if (count > 0)
            parts.append(u"%1 %2"_s.arg(count).arg(name));
    }
    return u"Connections in all: %1."_s.arg(parts.join(u", "_s));
}

QList<HostUse> JobEgress::hosts() const
{
    return m_counters->hosts.hosts();
}

void JobEgress::allow(const HostRule &rule)
{
    QMetaObject::invokeMethod(&m_proxy, [proxy = &m_proxy, rule] { proxy->allow(rule); }, Qt::QueuedConnection);
}

} // namespace ca
