#include "decisionlog.h"

#include <QStringList>

namespace ca {

using namespace Qt::StringLiterals;

void DecisionLog::note(const EgressTarget &target, EgressVerdict verdict, const QString &reason)
{
    ++m_totals[static_cast<std::size_t>(verdict)];
    const QString key = QString::number(static_cast<int>(verdict)) + target.text();
    if (const auto known = m_counts.find(key); known != m_counts.end()) {
        ++*known;
        return;
    }
    if (m_counts.size() >= most)
        return;
    m_counts.insert(key, 1);
    Q_EMIT decided(target.host, target.port, verdict, reason);
}

QString DecisionLog::summary() const
{
    QStringList parts;
    const auto add = [&](EgressVerdict verdict, const QString &what) {
        if (const qint64 count = m_totals[static_cast<std::size_t>(verdict)]; count > 0)
            parts.append(u"%1 %2"_s.arg(count).arg(what));
    };
    add(EgressVerdict::Allowed, u"allowed"_s);
    add(EgressVerdict::Refused, u"refused"_s);
    add(EgressVerdict::Failed, u"failed"_s);
    return parts.isEmpty() ? QString() : u"Connections: %1."_s.arg(parts.join(u", "_s));
}

} // namespace ca
