#pragma once

#include <QCoroTask>
#include <QObject>
#include <memory>

#include "hostpattern.h"
#include "jobegress.h"
#include "result.h"

namespace ca {

class EgressProxy;
struct Job;

/// What the jobs' networks are made from.
struct NetworkSurroundings
{
    EgressProxy &proxy;
    /// AGENT_ALLOWED_HOSTS.
    QList<HostPattern> allowedHosts = {};
};

/// One job's network: its proxy, from before the sandbox starts until it is gone, and the settings that let the
/// programs inside use it. Lives on the core thread; the job outlives it.
class JobNetwork : public QObject
{
    Q_OBJECT

public:
    JobNetwork(const NetworkSurroundings &surroundings, Job &job);
    ~JobNetwork() override;

    /// Puts proxy.sock and a few small files into the folder that becomes /run/agent; nothing when the network is off.
    /// The lists of hosts are made anew from the settings that this machine's package managers have now. Errors: Io,
    /// NoSpace.
    QCoro::Task<Result<void>> start(QString runtimeDir);
    /// Cuts every connection. The job has its last byte counts.
    void stop();

    /// One more host that may be reached from a moment later on; the job knows it, too. Errors: WrongState (the network
    /// is off, or not there).
    Result<void> allow(const HostPattern &host);
    /// Whom the job has asked for so far.
    [[nodiscard]] QList<HostUse> hosts() const;

    /// What can be reached, for the agent's model.
    [[nodiscard]] const QString &description() const { return m_description; }

Q_SIGNALS:
    /// The job's byte counts.
    void changed();
    /// A connection was allowed, refused or not to be had; once for each target. A sentence for people.
    void told(const QString &sentence);
    /// At the end: what became of each host, and that in a sentence.
    void summedUp(const QString &sentence, const QList<ca::HostUse> &hosts);

private:
    void takeCounts();
    /// Allowed for this job, with an earlier orchestrator.
    [[nodiscard]] QList<HostPattern> ownHosts() const;

    NetworkSurroundings m_surroundings;
    Job &m_job;
    /// With an earlier orchestrator.
    qint64 m_sentBefore;
    qint64 m_receivedBefore;
    QString m_description;
    std::unique_ptr<JobEgress> m_egress;
};

} // namespace ca
