#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>
#include <memory>
#include <set>

#include "decisionlog.h"
#include "lookupqueue.h"
#include "pipepool.h"
#include "proxycontext.h"
#include "uniquefd.h"

namespace ca {

class ProxyConnection;

/// One job's proxy: takes the connections of its sandbox, so many at once; more have to wait. Lives on the egress
/// thread.
class JobProxy : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        /// Already listening, non-blocking.
        UniqueFd listener;
        EgressPolicy policy;
        UpstreamRoutes routes;
        std::shared_ptr<EgressCounters> counters;
        /// These outlive it.
        LookupThreads &lookups;
        PipePool &pipes;
        ProxyPatience patience = {};
    };
    static constexpr std::size_t mostConnections = 128;

    explicit JobProxy(Parts parts);
    ~JobProxy() override;

    /// On its thread.
    void start();
    /// On its thread: for requests from now on.
    void allow(const HostRule &rule);

Q_SIGNALS:
    void decided(const QString &host, quint16 port, ca::EgressVerdict verdict, const QString &reason);
    /// Bytes have gone through, or something was decided; not more often than a few times a second.
    void moved();

private:
    void accept();
    void announceSoon();
    void remove(ProxyConnection *connection);
    void updateListening();

    Parts m_parts;
    LookupQueue m_lookups;
    DecisionLog m_decisions;
    ProxyContext m_context;
    std::unique_ptr<QSocketNotifier> m_incoming;
    std::set<ProxyConnection *> m_connections;
    /// Counts down while the process has too many open files.
    QTimer m_pause;
    QTimer m_news;
};

} // namespace ca
