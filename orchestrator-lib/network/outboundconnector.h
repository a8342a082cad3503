#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>
#include <functional>
#include <memory>

#include "egresspolicy.h"
#include "lookupqueue.h"
#include "uniquefd.h"

namespace ca {

/// Connects to one target: looks its name up once, lets each address be judged, and tries those that may be connected
/// to, one after the other. Lives on the egress thread.
class OutboundConnector : public QObject
{
    Q_OBJECT

public:
    using Judge = std::function<EgressRuling(const IpAddress &)>;

    explicit OutboundConnector(LookupQueue &lookups);

    /// Exactly one signal follows, later.
    void start(const EgressTarget &target, Judge judge);
    /// The connected socket; once.
    [[nodiscard]] UniqueFd takeSocket() { return std::move(m_socket); }

Q_SIGNALS:
    void connected();
    void failed(ca::EgressVerdict verdict, const QString &reason);

private:
    void choose(const QList<IpAddress> &addresses);
    void tryNext();
    void check();
    void fail(EgressVerdict verdict, const QString &reason);

    LookupQueue &m_lookups;
    EgressTarget m_target;
    Judge m_judge;
    QList<IpAddress> m_addresses;
    QString m_lastProblem;
    UniqueFd m_socket;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_patience;
};

} // namespace ca
