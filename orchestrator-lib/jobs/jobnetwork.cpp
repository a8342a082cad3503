#include "jobnetwork.h"

#include <QCoroFuture>
#include <QDir>

#include "egressproxy.h"
#include "job.h"
#include "packagesources.h"
#include "poolwork.h"
#include "sandboxnetworkfiles.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

/// In the pool: it reads and writes files.
Result<PackageSources> prepareFiles(const QString &runtimeDir)
{
    PackageSources sources = PackageSources::read({.home = QDir::homePath()});
    if (auto written = writeSandboxNetworkFiles(sources, runtimeDir); !written)
        return failure(written.error());
    return sources;
}

QList<HostRule> rulesFor(const QList<HostPattern> &allowed, const PackageSources &sources)
{
    QList<HostRule> rules;
    for (const HostPattern &pattern : allowed)
        rules.append({.pattern = pattern, .isNamed = true});
    return rules + sources.rules() + wellKnownHosts();
}

} // namespace

JobNetwork::JobNetwork(const NetworkSurroundings &surroundings, Job &job)
    : m_surroundings(surroundings)
    , m_job(job)
    , m_sentBefore(job.networkSent)
    , m_receivedBefore(job.networkReceived)
{
}

JobNetwork::~JobNetwork() = default;

QCoro::Task<Result<void>> JobNetwork::start(QString runtimeDir)
{
    if (m_job.network == NetworkPolicy::Off) {
        m_description = EgressPolicy(NetworkPolicy::Off, {}).description();
        co_return {};
    }
    const auto sources = co_await inThreadPool([runtimeDir] { return prepareFiles(runtimeDir); });
    if (!sources)
        co_return failure(sources.error());
    const EgressPolicy policy(m_job.network, rulesFor(m_surroundings.allowedHosts + ownHosts(), *sources));
    m_description = policy.description();
    auto egress = m_surroundings.proxy.start(runtimeDir + u"/proxy.sock"_s, policy);
    if (!egress)
        co_return failure(egress.error());
    m_egress = std::move(*egress);
    connect(m_egress.get(), &JobEgress::moved, this, &JobNetwork::takeCounts);
    connect(m_egress.get(), &JobEgress::decided, this,
            [this](const QString &host, quint16 port, EgressVerdict verdict, const QString &reason) {
                const QString target = EgressTarget{.host = host, .port = port}.text();
                Q_EMIT told(verdict == EgressVerdict::Allowed ? u"Connected to %1."_s.arg(target) : reason);
            });
    co_return {};
}

void JobNetwork::stop()
{
    if (!m_egress)
        return;
    takeCounts();
    if (const QList<HostUse> hosts = m_egress->hosts(); !hosts.isEmpty())
        Q_EMIT summedUp(m_egress->summary(), hosts);
    m_egress.reset();
}

Result<void> JobNetwork::allow(const HostPattern &host)
{
    if (!m_egress) {
        return failure(ErrorCode::WrongState,
                       m_job.network == NetworkPolicy::Off
                           ? u"the job's network is off: run it again with \"network\": \"allowlist\""_s
                           : u"the job has no network now: it is starting or ending"_s);
    }
    m_egress->allow({.pattern = host, .isNamed = true});
    if (!m_job.allowedHosts.contains(host.text()))
        m_job.allowedHosts.append(host.text());
    return {};
}

QList<HostPattern> JobNetwork::ownHosts() const
{
    QList<HostPattern> patterns;
    for (const QString &text : std::as_const(m_job.allowedHosts)) {
        if (const auto pattern = HostPattern::parse(text))
            patterns.append(*pattern);
    }
    return patterns;
}

QList<HostUse> JobNetwork::hosts() const
{
    return m_egress ? m_egress->hosts() : QList<HostUse>();
}

void JobNetwork::takeCounts()
{
    m_job.networkSent = m_sentBefore + m_egress->sentBytes();
    m_job.networkReceived = m_receivedBefore + m_egress->receivedBytes();
    Q_EMIT changed();
}

} // namespace ca
