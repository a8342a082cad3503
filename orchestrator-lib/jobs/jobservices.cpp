#include "jobservices.h"

#include <QCoroFuture>

#include "job.h"
#include "jobjournal.h"

namespace ca {

namespace {

using namespace Qt::StringLiterals;

std::unexpected<Error> jobEnds()
{
    return failure(ErrorCode::WrongState, u"the job is not at work, so it has no desktop and no notebook"_s);
}

/// The sentence for the job's journal.
QString newsOf(Service service, ServiceState state, const QString &text)
{
    if (!text.isEmpty())
        return text;
    const QString name = u"the "_s + serviceName(service);
    switch (state) {
    case ServiceState::Stopped:
        return name + u" was stopped"_s;
    case ServiceState::Starting:
        return name + u" is starting"_s;
    case ServiceState::Ready:
        return name + u" is ready"_s;
    case ServiceState::Restarting:
        return name + u" crashed and is started again"_s;
    case ServiceState::Failed:
        return name + u" failed"_s;
    }
    return name;
}

} // namespace

JobServices::JobServices(AgentLink &link, Job &job, JobJournal &journal, ServicePatience patience)
    : m_link(link)
    , m_job(job)
    , m_journal(journal)
    , m_patience(patience)
{
    QObject::connect(&m_link, &AgentLink::serviceChanged, this, &JobServices::takeChange);
    QObject::connect(&m_link, &AgentLink::connectionAnswered, this, &JobServices::takeAnswer);
    for (const Service service : allServices) {
        Entry &own = entry(service);
        for (QTimer *timer : {&own.grace, &own.startDeadline})
            timer->setSingleShot(true);
        QObject::connect(&own.grace, &QTimer::timeout, this, [this, service] { stop(service); });
        QObject::connect(&own.startDeadline, &QTimer::timeout, this, [this, service] {
            settleStarts(service, failure(ErrorCode::AgentFailed,
                                          u"the %1 did not start in time: the machine may be overloaded, or the job is "
                                          "paused; try again"_s.arg(serviceName(service))));
        });
    }
}

JobServices::~JobServices()
{
    blockSignals(true); // whoever listens is being destroyed
    end();
}

Result<void> JobServices::listen(const QString &runtimeDir)
{
    m_isOpen = true;
    return m_intake.listen(runtimeDir + u"/services.sock"_s);
}

void JobServices::admit(ServiceIntake::PeerCheck isAgent)
{
    m_intake.admit(std::move(isAgent));
}

void JobServices::end()
{
    if (!std::exchange(m_isOpen, false))
        return;
    m_intake.close();
    for (const auto &connection : std::exchange(m_connections, {}))
        settle(connection, jobEnds());
    for (const Service service : allServices) {
        entry(service).grace.stop();
        settleStarts(service, jobEnds());
        setState(service, ServiceState::Stopped, {});
    }
}

QCoro::Task<Result<void>> JobServices::start(Service service, ServiceOptions options)
{
    Entry &own = entry(service);
    if (!m_isOpen)
        co_return jobEnds();
    own.hasBeenWanted = true;
    if (own.state == ServiceState::Ready) {
        updateGrace(service);
        co_return Result<void>();
    }
    if (own.state == ServiceState::Stopped || own.state == ServiceState::Failed) {
        own.options = options;
        setState(service, ServiceState::Starting, {});
        m_link.startService({.service = serviceName(service).toStdString(),
                             .width = options.width,
                             .height = options.height,
                             .token = options.token.toStdString(),
                             .baseUrl = options.baseUrl.toStdString()});
    }
    const auto waiting = own.starts.emplace_back(std::make_shared<Waiting>());
    waiting->start();
    own.startDeadline.start(m_patience.start);
    co_return co_await waiting->future(); // nothing of this object is touched from here on
}

QCoro::Task<Result<UniqueFd>> JobServices::connect(Service service)
{
    if (!m_isOpen)
        co_return jobEnds();
    if (entry(service).state != ServiceState::Ready) {
        co_return failure(ErrorCode::WrongState, u"the %1 is %2: start it first"_s.arg(
                                                     serviceName(service), serviceStateName(entry(service).state)));
    }
    const auto connection = m_connections.emplace_back(std::make_shared<Connection>());
    connection->ticket = ServiceIntake::newTicket();
    connection->outcome.start();
    connection->deadline.setSingleShot(true);
    // Without a strong reference: the object would hold itself.
    const std::weak_ptr<Connection> weak = connection;
    QObject::connect(&connection->deadline, &QTimer::timeout, this, [this, weak] {
        settle(weak.lock(), failure(ErrorCode::AgentFailed, u"the agent did not make the connection in time: the "
                                                            "machine may be overloaded; try again"_s));
    });
    m_intake.expect(connection->ticket, [this, weak](UniqueFd socket) {
        weak.lock()->socket = std::move(socket);
        settle(weak.lock(), {});
    });
    connection->deadline.start(m_patience.connect);
    connection->request = m_link.connectService(service, connection->ticket);
    const Result<void> outcome = co_await connection->outcome.future(); // as above
    if (!outcome)
        co_return failure(outcome.error());
    co_return std::move(connection->socket);
}

void JobServices::stop(Service service)
{
    const ServiceState state = entry(service).state;
    if (m_isOpen && state != ServiceState::Stopped && state != ServiceState::Failed)
        m_link.stopService(service);
}

ServiceLease JobServices::acquire(Service service)
{
    ++entry(service).users;
    entry(service).hasBeenWanted = true;
    updateGrace(service);
    return {*this, service};
}

void JobServices::release(Service service)
{
    --entry(service).users;
    updateGrace(service);
}

void JobServices::updateGrace(Service service)
{
    Entry &own = entry(service);
    const bool isIdle = own.users == 0 && own.state == ServiceState::Ready && m_isOpen;
    if (isIdle)
        own.grace.start(m_patience.grace);
    else
        own.grace.stop();
}

void JobServices::takeChange(const protocol::ServiceChanged &changed)
{
    const auto service = serviceFromName(QString::fromStdString(changed.service));
    const auto state = serviceStateFromName(QString::fromStdString(changed.state));
    if (!service || !state || !m_isOpen)
        return;
    const QString text = QString::fromStdString(changed.text);
    setState(*service, *state, text);
    switch (*state) {
    case ServiceState::Ready:
        settleStarts(*service, {});
        // One that the job started by itself has had no user yet.
        if (entry(*service).hasBeenWanted)
            updateGrace(*service);
        break;
    case ServiceState::Failed:
        settleStarts(*service, failure(ErrorCode::Unsupported, newsOf(*service, *state, text)));
        break;
    case ServiceState::Stopped:
        settleStarts(*service, failure(ErrorCode::WrongState, newsOf(*service, *state, text)));
        break;
    case ServiceState::Starting:
    case ServiceState::Restarting:
        break;
    }
}

void JobServices::setState(Service service, ServiceState state, const QString &text)
{
    Entry &own = entry(service);
    if (own.state == state && own.text == text)
        return;
    own.state = state;
    own.text = text;
    (service == Service::Desktop ? m_job.desktop : m_job.notebook) = state;
    if (m_isOpen)
        m_journal.add(u"service"_s, newsOf(service, state, text));
    Q_EMIT stateChanged(service, state, text);
}

void JobServices::settleStarts(Service service, const Result<void> &outcome)
{
    entry(service).startDeadline.stop();
    for (const auto &waiting : std::exchange(entry(service).starts, {})) {
        waiting->addResult(outcome);
        waiting->finish();
    }
}

void JobServices::takeAnswer(qint64 request, const QString &problem)
{
    const auto found = std::ranges::find_if(
        m_connections, [request](const auto &connection) { return connection->request == request; });
    // That it was made is only the agent's word: what counts is the connection.
    if (found != m_connections.end() && !problem.isEmpty())
        settle(*found, failure(ErrorCode::AgentFailed, problem));
}

void JobServices::settle(std::shared_ptr<Connection> connection, const Result<void> &outcome)
{
    connection->deadline.stop();
    m_intake.forget(connection->ticket);
    std::erase(m_connections, connection);
    connection->outcome.addResult(outcome);
    connection->outcome.finish();
}

} // namespace ca
