#pragma once

#include <QHash>
#include <QList>
#include <QMutex>
#include <utility>

#include "egresspolicy.h"
#include "hostuse.h"

namespace ca {

/// Counts what a job's proxy does for each host. Hostile jobs ask for many: those beyond the first `most` are left out.
/// Any thread.
class HostTable
{
public:
    static constexpr qsizetype most = 200;

    void note(const EgressTarget &target, EgressVerdict verdict, const QString &reason);
    void addBytes(const EgressTarget &target, qint64 sent, qint64 received);
    /// In the order in which they were first asked for.
    [[nodiscard]] QList<HostUse> hosts() const;

private:
    /// nullptr when it has no place; with the lock held.
    HostUse *find(const EgressTarget &target);

    mutable QMutex m_mutex;
    QHash<std::pair<QString, quint16>, qsizetype> m_places;
    QList<HostUse> m_hosts;
};

} // namespace ca
