#include "lookupthreads.h"

#include "poolwork.h"

namespace ca {

LookupThreads::LookupThreads(HostLookup lookup)
    : m_lookup(std::move(lookup))
    , m_pool(std::make_unique<QThreadPool>())
{
    constexpr int most = 16;
    m_pool->setMaxThreadCount(most);
    m_pool->setObjectName(QStringLiteral("lookups"));
}

LookupThreads::~LookupThreads()
{
    constexpr int patienceMs = 100;
    m_pool->clear();
    if (!m_pool->waitForDone(patienceMs))
        static_cast<void>(m_pool.release()); // its threads end with the process
}

QFuture<QList<IpAddress>> LookupThreads::look(const QString &host)
{
    return inThreadPool([lookup = m_lookup, host] { return lookup(host); }, *m_pool);
}

} // namespace ca
