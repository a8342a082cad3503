#pragma once

#include <QObject>
#include <QSet>

#include "egresspolicy.h"

namespace ca {

struct EgressCounters;

/// What a job's proxy decided: one entry for each target and verdict, however often it was asked. Hostile jobs ask for
/// many; what is beyond the most that are kept is only counted. Lives on the egress thread.
class DecisionLog : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype most = 200;

    explicit DecisionLog(EgressCounters &counters)
        : m_counters(counters)
    {
    }

    void note(const EgressTarget &target, EgressVerdict verdict, const QString &reason);

Q_SIGNALS:
    /// Each time.
    void noted();
    /// The first time.
    void decided(const QString &host, quint16 port, ca::EgressVerdict verdict, const QString &reason);

private:
    EgressCounters &m_counters;
    QSet<QString> m_told;
};

} // namespace ca
