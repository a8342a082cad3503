#pragma once

#include <QFuture>
#include <QThreadPool>
#include <memory>

#include "hostlookup.h"

namespace ca {

/// The threads on which names are looked up, for all jobs.
class LookupThreads
{
public:
    explicit LookupThreads(HostLookup lookup);
    /// Does not wait for name servers that do not answer: what is still being asked is left to itself.
    ~LookupThreads();
    LookupThreads(const LookupThreads &) = delete;
    LookupThreads &operator=(const LookupThreads &) = delete;

    /// Any thread.
    QFuture<QList<IpAddress>> look(const QString &host);

private:
    HostLookup m_lookup;
    std::unique_ptr<QThreadPool> m_pool;
};

} // namespace ca
