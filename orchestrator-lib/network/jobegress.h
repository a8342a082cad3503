#pragma once

#include <QObject>
#include <memory>

#include "egresspolicy.h"

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
    /// How often each verdict fell, in a sentence; empty when each decision was told by itself.
    [[nodiscard]] QString repeats() const;

Q_SIGNALS:
    /// Once for each target and verdict; `reason` is empty when it was allowed, else a sentence.
    void decided(const QString &host, quint16 port, ca::EgressVerdict verdict, const QString &reason);
    /// The byte counts have grown; at most a few times a second.
    void moved();

private:
    friend class EgressProxy;
    JobEgress(JobProxy &proxy, std::shared_ptr<EgressCounters> counters);

    JobProxy &m_proxy;
    std::shared_ptr<EgressCounters> m_counters;
};

} // namespace ca
