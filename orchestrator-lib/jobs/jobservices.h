#pragma once

#include <QCoroTask>
#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QTimer>
#include <array>
#include <memory>
#include <vector>

#include "agentlink.h"
#include "result.h"
#include "service.h"
#include "serviceintake.h"
#include "servicelease.h"
#include "servicepatience.h"

namespace ca {

struct Job;
class JobJournal;

/// How a service is to be started.
struct ServiceOptions
{
    /// Of a desktop, in pixels; a viewer may change it later.
    int width = 1280;
    int height = 800;
    /// Of a notebook: what a browser must present, and the path under which it serves: "/" or "/…/".
    QString token = {};
    QString baseUrl = QStringLiteral("/");
};

/// A running job's desktop and notebook: starts them when somebody wants to see them, makes connections to them, and
/// has them stopped when nobody has used them for a while. What comes through such a connection is as hostile as the
/// sandbox. Lives on the core thread; what waits here is answered when the job ends, and its tasks may outlive it.
class JobServices : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    JobServices(AgentLink &link, Job &job, JobJournal &journal, ServicePatience patience = {});
    ~JobServices() override;

    /// Makes services.sock in the folder that becomes /run/agent. Errors: Io.
    Result<void> listen(const QString &runtimeDir);
    /// From now on the agent is let in.
    void admit(ServiceIntake::PeerCheck isAgent);
    /// The job ends: whoever waits is told so, and nothing can be started any more.
    void end();

    /// Returns when the service is ready; one that is ready stays as it is, whatever the options (see options()). A
    /// service that nobody has acquired is stopped again after the grace. Errors: WrongState (the job ends),
    /// Unsupported (the sandbox cannot run it; the sentence says what is missing), AgentFailed (not in time).
    QCoro::Task<Result<void>> start(Service service, ServiceOptions options = {});
    /// A new connection to a service that is ready: a connected Unix socket that never blocks. Errors: WrongState (the
    /// job ends, or the service does not run), AgentFailed.
    QCoro::Task<Result<UniqueFd>> connect(Service service);
    /// Stops it, whoever uses it; but not a desktop that the job's own steps use.
    void stop(Service service);
    /// The service is used until the lease ends.
    [[nodiscard]] ServiceLease acquire(Service service);

    [[nodiscard]] ServiceState state(Service service) const { return entry(service).state; }
    /// What the agent last said to the state; may be empty, and may hold what a sandbox said.
    [[nodiscard]] const QString &text(Service service) const { return entry(service).text; }
    /// What the service was last started with.
    [[nodiscard]] const ServiceOptions &options(Service service) const { return entry(service).options; }
    [[nodiscard]] int users(Service service) const { return entry(service).users; }

Q_SIGNALS:
    void stateChanged(ca::Service service, ca::ServiceState state, const QString &text);

private:
    friend class ServiceLease;

    using Waiting = QPromise<Result<void>>;

    struct Entry
    {
        ServiceState state = ServiceState::Stopped;
        QString text = {};
        ServiceOptions options = {};
        int users = 0;
        /// Somebody has asked for it, and not only the job's own steps.
        bool hasBeenWanted = false;
        QTimer grace = QTimer();
        QTimer startDeadline = QTimer();
        std::vector<std::shared_ptr<Waiting>> starts = {};
    };

    /// A connection on its way: asked for on the link, and to come in with its ticket.
    struct Connection
    {
        QByteArray ticket = {};
        qint64 request = 0;
        UniqueFd socket = {};
        Waiting outcome = {};
        QTimer deadline = QTimer();
    };

    [[nodiscard]] Entry &entry(Service service) { return m_entries[static_cast<std::size_t>(service)]; }
    [[nodiscard]] const Entry &entry(Service service) const { return m_entries[static_cast<std::size_t>(service)]; }
    void release(Service service);
    void takeChange(const protocol::ServiceChanged &changed);
    void takeAnswer(qint64 request, const QString &problem);
    void setState(Service service, ServiceState state, const QString &text);
    void settleStarts(Service service, const Result<void> &outcome);
    void settle(std::shared_ptr<Connection> connection, const Result<void> &outcome);
    void updateGrace(Service service);

    AgentLink &m_link;
    Job &m_job;
    JobJournal &m_journal;
    ServicePatience m_patience;
    ServiceIntake m_intake;
    std::array<Entry, allServices.size()> m_entries;
    std::vector<std::shared_ptr<Connection>> m_connections;
    bool m_isOpen = false;
};

} // namespace ca
