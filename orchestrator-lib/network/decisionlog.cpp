#include "decisionlog.h"

#include "proxycontext.h"

namespace ca {

void DecisionLog::note(const EgressTarget &target, EgressVerdict verdict, const QString &reason)
{
    ++m_counters.decisions.at(static_cast<std::size_t>(verdict));
    m_counters.hosts.note(target, verdict, reason);
    Q_EMIT noted();
    const QString key = QString::number(static_cast<int>(verdict)) + target.text();
    if (m_told.size() >= most || m_told.contains(key))
        return;
    m_told.insert(key);
    Q_EMIT decided(target.host, target.port, verdict, reason);
}

} // namespace ca
