#include "containerengine.h"

#include <QCoroSignal>
#include <QCoroTimer>
#include <QDeadlineTimer>
#include <QLoggingCategory>
#include <QTimer>
#include <unistd.h>

#include "containerplanning.h"
#include "containersandbox.h"
#include "engineevents.h"
#include "imagefetch.h"
#include "owncontainers.h"
#include "privatestaging.h"

namespace ca {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Q_LOGGING_CATEGORY(lcContainer, "ca.docker")

constexpr auto eventsTimeout = 10s;

/// The agent's user owns the job's folders, and can use the sockets in them.
Result<void> giveFolders(const SandboxSpec &spec, const ContainerUser &user)
{
    if (::geteuid() != 0)
        return {};
    const SandboxSources folders{
        .workspace = spec.workspaceDir, .home = spec.homeDir, .runtime = spec.runtimeDir, .agent = {}};
    return PrivateStaging::giveToUser(folders, user.uid, user.gid);
}

} // namespace

class ContainerEngine::Private : public std::enable_shared_from_this<ContainerEngine::Private>
{
public:
    explicit Private(ContainerEngineConfig given);

    /// Errors: as of EngineClient::connect().
    QCoro::Task<Result<void>> connect();
    QCoro::Task<Result<void>> ready();
    /// The same for an engine that may be away: whoever waits for it is in `waits` meanwhile, by the job.
    QCoro::Task<Result<void>> readyInTime(QString job);
    QCoro::Task<Result<std::unique_ptr<Sandbox>>> create(SandboxSpec spec);
    QCoro::Task<Result<std::unique_ptr<Sandbox>>> takeOver(SandboxSpec spec);
    /// Of a container that there is.
    Result<std::unique_ptr<ContainerSandbox>> sandboxFor(const SandboxSpec &spec, const EngineFacts &known,
                                                         const QString &containerId);

    ContainerEngineConfig config;
    Result<EngineAddress> address;
    std::shared_ptr<EngineClient> client;
    std::unique_ptr<EngineEvents> events;
    std::optional<EngineFacts> facts;
    QHash<QString, std::weak_ptr<ImageFetch>> fetches;
    std::shared_ptr<OwnContainers> containers;
    QHash<QString, QTimer *> waits;
};

ContainerEngine::Private::Private(ContainerEngineConfig given)
    : config(std::move(given))
    , address(EngineAddress::find(config.kind, config.environment))
{
    if (!address)
        return;
    client = std::make_shared<EngineClient>(*address);
    containers = std::make_shared<OwnContainers>(client, config.dataDir);
    events = std::make_unique<EngineEvents>(*client, containers->label());
    // A restart may bring another version, and leaves containers stopped that nobody waits for.
    QObject::connect(events.get(), &EngineEvents::lost, events.get(), [this](const QString &reason) {
        qCInfo(lcContainer).noquote() << "lost" << client->address().text() << reason;
        facts.reset();
        if (!containers->keepsAny())
            events->stop();
    });
    QObject::connect(events.get(), &EngineEvents::connected, events.get(), [this] { containers->removeStrays(); });
}

QCoro::Task<Result<void>> ContainerEngine::Private::connect()
{
    if (!address)
        co_return failure(address.error());
    const auto self = shared_from_this();
    if (!facts) {
        auto found = co_await client->connect();
        if (!found)
            co_return failure(found.error());
        facts = *found;
    }
    co_return {};
}

QCoro::Task<Result<void>> ContainerEngine::Private::ready()
{
    const auto self = shared_from_this();
    if (auto connected = co_await connect(); !connected)
        co_return connected;
    if (events->isConnected())
        co_return {};
    events->start();
    if (!events->isConnected() && !co_await qCoro(events.get(), &EngineEvents::connected, eventsTimeout))
        co_return failure(address->unreachable(u"it tells no events"_s));
    co_return co_await connect(); // it may have been lost meanwhile, and what it said of itself with it
}

Result<std::unique_ptr<ContainerSandbox>>
ContainerEngine::Private::sandboxFor(const SandboxSpec &spec, const EngineFacts &known, const QString &containerId)
{
    const auto kept = containerEnforcement(config.kind, known, spec.limits);
    if (!kept)
        return failure(kept.error());
    auto sandbox =
        std::make_unique<ContainerSandbox>(ContainerSandbox::Setting{.id = containerId,
                                                                     .limits = spec.limits,
                                                                     .enforcement = *kept,
                                                                     .folders = {spec.workspaceDir, spec.homeDir},
                                                                     .patience = config.patience},
                                           client, *events);
    QObject::connect(sandbox.get(), &QObject::destroyed, [own = containers, job = spec.jobId] { own->release(job); });
    return sandbox;
}

QCoro::Task<Result<std::unique_ptr<Sandbox>>> ContainerEngine::Private::create(SandboxSpec spec)
{
    const auto self = shared_from_this();
    const EngineFacts known = *facts; // which are forgotten when the engine is lost
    auto plan = co_await planContainer(config, *client, known, spec);
    if (!plan)
        co_return failure(plan.error());
    plan->labels = containers->labelsOf(spec.jobId);
    if (const auto kept = containerEnforcement(config.kind, known, spec.limits); !kept)
        co_return failure(kept.error());
    if (auto given = giveFolders(spec, plan->user); !given)
        co_return failure(given.error());
    const auto id =
        co_await client->create(u"containerized-agent-"_s + spec.jobId, containerConfig(config.kind, *plan));
    if (!id)
        co_return failure(id.error());
    auto sandbox = sandboxFor(spec, known, *id);
    if (!sandbox)
        co_return failure(sandbox.error());
    auto up = co_await (*sandbox)->launch(std::move(spec.out), std::move(spec.err));
    if (up)
        co_return std::unique_ptr<Sandbox>(std::move(*sandbox));
    sandbox->release()->deleteLater(); // its signal may be what has brought us here
    co_return failure(up.error());
}

QCoro::Task<Result<void>> ContainerEngine::Private::readyInTime(QString job)
{
    const auto self = shared_from_this();
    const QDeadlineTimer deadline(config.patience);
    QTimer wait;
    wait.setSingleShot(true);
    auto isReady = co_await ready();
    if (!isReady && events) {
        QObject::connect(events.get(), &EngineEvents::connected, &wait, [&wait] { wait.start(0); });
        waits.insert(job, &wait);
        qCInfo(lcContainer).noquote() << "waiting for the engine of job" << job << isReady.error().message;
    }
    while (!isReady && events && containers->keeps(job) && !deadline.hasExpired()) {
        events->start();
        wait.start(std::chrono::duration_cast<std::chrono::milliseconds>(deadline.remainingTimeAsDuration()));
        co_await wait;
        isReady = co_await ready();
    }
    waits.remove(job);
    co_return isReady;
}

QCoro::Task<Result<std::unique_ptr<Sandbox>>> ContainerEngine::Private::takeOver(SandboxSpec spec)
{
    const auto self = shared_from_this();
    if (auto isReady = co_await readyInTime(spec.jobId); !isReady)
        co_return failure(isReady.error());
    const EngineFacts known = *facts;
    const auto id = co_await containers->find(spec.jobId);
    if (!id)
        co_return failure(id.error());
    const auto user = containerUser(config.kind, known);
    if (!user)
        co_return failure(user.error());
    if (auto given = giveFolders(spec, *user); !given)
        co_return failure(given.error());
    auto sandbox = sandboxFor(spec, known, *id);
    if (!sandbox)
        co_return failure(sandbox.error());
    auto taken = co_await (*sandbox)->takeOver(std::move(spec.out), std::move(spec.err), spec.received);
    if (taken)
        co_return std::unique_ptr<Sandbox>(std::move(*sandbox));
    sandbox->release()->deleteLater();
    co_return failure(taken.error());
}

ContainerEngine::ContainerEngine(ContainerEngineConfig config)
    : d(std::make_shared<Private>(std::move(config)))
{
}

ContainerEngine::~ContainerEngine()
{
    if (d->events)
        d->events->stop();
}

QString ContainerEngine::name() const
{
    return engineKindName(d->config.kind);
}

bool ContainerEngine::isThere() const
{
    return d->address && d->address->exists();
}

std::optional<EngineFacts> ContainerEngine::facts() const
{
    return d->facts;
}

QString ContainerEngine::absence() const
{
    if (!d->address)
        return d->address.error().message;
    return isThere() ? QString() : d->address->unreachable({}).message;
}

QCoro::Task<Result<void>> ContainerEngine::check()
{
    const auto self = d;
    if (auto ready = co_await self->ready(); !ready)
        co_return ready;
    if (!self->facts->hasSeccomp) {
        co_return failure(ErrorCode::SandboxUnsafe,
                          u"The engine %1 filters no system calls (seccomp), without which a sandbox is not safe: "
                          "switch its default seccomp profile on."_s.arg(self->address->text()));
    }
    if (const auto user = containerUser(self->config.kind, *self->facts); !user)
        co_return failure(user.error());
    co_return containerEnforcement(self->config.kind, *self->facts, Limits()).transform([](const auto &) {});
}

Result<QList<Enforcement>> ContainerEngine::enforcement(const Limits &limits) const
{
    if (!d->facts)
        return QList<Enforcement>();
    return containerEnforcement(d->config.kind, *d->facts, limits);
}

QCoro::Task<Result<std::unique_ptr<Sandbox>>> ContainerEngine::start(SandboxSpec spec)
{
    const auto self = d;
    if (auto fits = co_await check(); !fits)
        co_return failure(fits.error());
    const QString job = spec.jobId;
    self->containers->keep(job);
    auto sandbox = co_await self->create(std::move(spec));
    if (!sandbox)
        self->containers->release(job);
    co_return sandbox;
}

QCoro::Task<Result<std::unique_ptr<Sandbox>>> ContainerEngine::adopt(SandboxSpec spec)
{
    const auto self = d;
    if (self->containers)
        self->containers->keep(spec.jobId);
    return self->takeOver(std::move(spec));
}

void ContainerEngine::stopAdopting(const QString &jobId)
{
    if (QTimer *wait = d->waits.value(jobId)) {
        d->containers->release(jobId);
        wait->start(0);
    }
}

QCoro::Task<void> ContainerEngine::forget(QString jobId)
{
    const auto self = d;
    if (!self->containers)
        co_return;
    self->containers->release(jobId);
    if (self->facts) // else it is removed when the engine is reached
        co_await self->containers->removeStrays();
}

QCoro::Task<Result<std::shared_ptr<EngineClient>>> ContainerEngine::connected()
{
    const auto self = d;
    if (auto reached = co_await self->connect(); !reached)
        co_return failure(reached.error());
    std::shared_ptr<EngineClient> client = self->client; // a member would be moved out
    co_return client;
}

std::shared_ptr<ImageFetch> ContainerEngine::fetch(const QString &image)
{
    d->fetches.removeIf([](const auto &entry) { return entry.value().expired(); });
    if (auto atWork = d->fetches.value(image).lock())
        return atWork;
    const std::shared_ptr<ImageFetch> fetch(new ImageFetch(d->client, image),
                                            [](ImageFetch *ended) { ended->deleteLater(); });
    d->fetches.insert(image, fetch);
    return fetch;
}

void ContainerEngine::removeLeftovers(const QStringList &adopted)
{
    if (!d->containers)
        return;
    for (const QString &job : adopted)
        d->containers->keep(job);
    if (!isThere())
        return;
    [](std::shared_ptr<Private> self) -> QCoro::Task<void> {
        if (const auto connected = co_await self->connect(); connected)
            co_await self->containers->removeStrays();
    }(d);
}

} // namespace ca
