#pragma once

#include <QHash>
#include <QObject>

#include "egresspolicy.h"

namespace ca {

/// What a job's proxy decided: one entry for each target and verdict, however often it was asked. Hostile jobs ask for
/// many; what is beyond the most that are kept is only counted. Lives on the egress thread.
class DecisionLog : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype most = 200;

    void note(const EgressTarget &target, EgressVerdict verdict, const QString &reason);
    /// How often each verdict fell, for people; empty when there was none.
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    /// The first time.
    void decided(const QString &host, quint16 port, ca::EgressVerdict verdict, const QString &reason);

private:
    QHash<QString, qint64> m_counts;
    qint64 m_totals[3] = {};
};

} // namespace ca
