#include "hosttable.h"

#include <QDateTime>

namespace ca {

HostUse *HostTable::find(const EgressTarget &target)
{
    const auto place = m_places.constFind({target.host, target.port});
    return place == m_places.constEnd() ? nullptr : &m_hosts[*place];
}

void HostTable::note(const EgressTarget &target, EgressVerdict verdict, const QString &reason)
{
    const QMutexLocker lock(&m_mutex);
    HostUse *use = find(target);
    if (use == nullptr) {
        if (m_hosts.size() == most)
            return;
        m_places.insert({target.host, target.port}, m_hosts.size());
        m_hosts.append({.host = target.host, .port = target.port});
        use = &m_hosts.last();
    }
    qint64 &count = verdict == EgressVerdict::Allowed   ? use->allowed
                    : verdict == EgressVerdict::Refused ? use->refused
                                                        : use->failed;
    ++count;
    use->last = QDateTime::currentMSecsSinceEpoch();
    if (verdict != EgressVerdict::Allowed)
        use->reason = reason;
}

void HostTable::addBytes(const EgressTarget &target, qint64 sent, qint64 received)
{
    const QMutexLocker lock(&m_mutex);
    if (HostUse *use = find(target)) {
        use->sent += sent;
        use->received += received;
    }
}

QList<HostUse> HostTable::hosts() const
{
    const QMutexLocker lock(&m_mutex);
    return m_hosts;
}

} // namespace ca
