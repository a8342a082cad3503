#pragma once

#include <QObject>
#include <memory>

#include "egresspolicy.h"
#include "hostuse.h"

namespace ca {

class JobProxy;
struct EgressCounters;

/// One job's proxy, seen from the core thread. With it go the proxy and all its connections.
class JobEgress : public QObject
{
    Q_OBJECT

public:
    ~JobEgress() override;

    /// Bytes that went out of the sandbox and into it.
    [[nodiscard]] qint64 sentBytes() const;
    [[nodiscard]] qint64 receivedBytes() const;
    /// How often each verdict fell, in a sentence.
    [[nodiscard]] QString summary() const;
    /// Who was asked for; the first ones when there are many.
    [[nodiscard]] QList<HostUse> hosts() const;
    /// One more that may be reached, by requests that come a moment later.
    void allow(const HostRule &rule);

Q_SIGNALS:
    /// Once for each target and verdict; `reason` is empty when it was allowed, else a sentence.
    void decided(const QString &host, quint16 port, ca::EgressVerdict verdict, const QString &reason);
    /// Byte counts or hosts have changed; at most a few times a second.
    void moved();

private:
    friend class EgressProxy;
    JobEgress(JobProxy &proxy, std::shared_ptr<EgressCounters> counters);

    JobProxy &m_proxy;
    std::shared_ptr<EgressCounters> m_counters;
};

} // namespace ca
