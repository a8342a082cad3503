#include "containerengine.h"

#include <unistd.h>

#include "containerplanning.h"
#include "containersandbox.h"
#include "engineconnection.h"
#include "imagefetch.h"
#include "privatestaging.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

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

    /// Errors: those of the address, and of EngineConnection.
    QCoro::Task<Result<void>> connect();
    QCoro::Task<Result<void>> ready();
    QCoro::Task<Result<std::unique_ptr<Sandbox>>> create(SandboxSpec spec);
    QCoro::Task<Result<std::unique_ptr<Sandbox>>> takeOver(SandboxSpec spec);
    /// Of a container that there is.
    Result<std::unique_ptr<ContainerSandbox>> sandboxFor(const SandboxSpec &spec, const EngineFacts &known,
                                                         const QString &containerId);

    ContainerEngineConfig config;
    Result<EngineAddress> address;
    /// None where there is no address.
    std::shared_ptr<EngineConnection> connection;
    QHash<QString, std::weak_ptr<ImageFetch>> fetches;
};

ContainerEngine::Private::Private(ContainerEngineConfig given)
    : config(std::move(given))
    , address(EngineAddress::find(config.kind, config.environment))
{
    if (address)
        connection = std::make_shared<EngineConnection>(*address, config.dataDir);
}

QCoro::Task<Result<void>> ContainerEngine::Private::connect()
{
    if (!connection)
        co_return failure(address.error());
    const auto keptAlive = connection;
    co_return co_await keptAlive->connect();
}

QCoro::Task<Result<void>> ContainerEngine::Private::ready()
{
    if (!connection)
        co_return failure(address.error());
    const auto keptAlive = connection;
    co_return co_await keptAlive->ready();
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
                                           connection->client(), connection->events());
    QObject::connect(sandbox.get(), &QObject::destroyed,
                     [own = connection, job = spec.jobId] { own->containers().release(job); });
    return sandbox;
}

QCoro::Task<Result<std::unique_ptr<Sandbox>>> ContainerEngine::Private::create(SandboxSpec spec)
{
    const auto self = shared_from_this();
    const EngineFacts known = *connection->facts(); // which are forgotten when the engine is lost
    const auto client = connection->client();
    auto plan = planContainer(config, client->address(), known, spec);
    if (!plan)
        co_return failure(plan.error());
    const auto image = co_await client->image(plan->image);
    if (!image)
        co_return failure(image.error());
    plan->imageVolumes = image->volumes;
    plan->labels = connection->containers().labelsOf(spec.jobId);
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

QCoro::Task<Result<std::unique_ptr<Sandbox>>> ContainerEngine::Private::takeOver(SandboxSpec spec)
{
    const auto self = shared_from_this();
    if (!connection)
        co_return failure(address.error());
    const auto engineWasAway = co_await connection->readyInTime(spec.jobId, config.patience, spec.told);
    if (!engineWasAway)
        co_return failure(engineWasAway.error());
    const EngineFacts known = *connection->facts();
    const auto id = co_await connection->containers().find(spec.jobId);
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
    auto taken = co_await (*sandbox)->takeOver(std::move(spec.out), std::move(spec.err), spec.received, *engineWasAway);
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
    if (d->connection)
        d->connection->stop();
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
    return d->connection ? d->connection->facts() : std::nullopt;
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
    const EngineFacts known = *self->connection->facts();
    if (!known.hasSeccomp) {
        co_return failure(ErrorCode::SandboxUnsafe,
                          u"The engine %1 filters no system calls (seccomp), without which a sandbox is not safe: "
                          "switch its default seccomp profile on."_s.arg(self->address->text()));
    }
    if (const auto user = containerUser(self->config.kind, known); !user)
        co_return failure(user.error());
    co_return containerEnforcement(self->config.kind, known, Limits()).transform([](const auto &) {});
}

Result<QList<Enforcement>> ContainerEngine::enforcement(const Limits &limits) const
{
    const auto known = facts();
    if (!known)
        return QList<Enforcement>();
    return containerEnforcement(d->config.kind, *known, limits);
}

QCoro::Task<Result<std::unique_ptr<Sandbox>>> ContainerEngine::start(SandboxSpec spec)
{
    const auto self = d;
    if (auto fits = co_await check(); !fits)
        co_return failure(fits.error());
    const QString job = spec.jobId;
    self->connection->containers().keep(job);
    auto sandbox = co_await self->create(std::move(spec));
    if (!sandbox)
        self->connection->containers().release(job);
    co_return sandbox;
}

QCoro::Task<Result<std::unique_ptr<Sandbox>>> ContainerEngine::adopt(SandboxSpec spec)
{
    const auto self = d;
    if (self->connection)
        self->connection->containers().keep(spec.jobId);
    return self->takeOver(std::move(spec));
}

void ContainerEngine::stopAdopting(const QString &jobId)
{
    if (d->connection)
        d->connection->stopWaiting(jobId);
}

QCoro::Task<void> ContainerEngine::forget(QString jobId)
{
    const auto connection = d->connection;
    if (connection)
        co_await connection->discard(std::move(jobId));
}

QCoro::Task<Result<std::shared_ptr<EngineClient>>> ContainerEngine::connected()
{
    const auto self = d;
    if (auto reached = co_await self->connect(); !reached)
        co_return failure(reached.error());
    std::shared_ptr<EngineClient> client = self->connection->client(); // a member would be moved out
    co_return client;
}

std::shared_ptr<ImageFetch> ContainerEngine::fetch(const QString &image)
{
    d->fetches.removeIf([](const auto &entry) { return entry.value().expired(); });
    if (auto atWork = d->fetches.value(image).lock())
        return atWork;
    const std::shared_ptr<ImageFetch> fetch(new ImageFetch(d->connection->client(), image),
                                            [](ImageFetch *ended) { ended->deleteLater(); });
    d->fetches.insert(image, fetch);
    return fetch;
}

void ContainerEngine::removeLeftovers(const QStringList &adopted)
{
    if (!d->connection)
        return;
    for (const QString &job : adopted)
        d->connection->containers().keep(job);
    if (!isThere())
        return;
    [](std::shared_ptr<EngineConnection> connection) -> QCoro::Task<void> {
        if (const auto connected = co_await connection->connect(); connected)
            co_await connection->containers().removeStrays();
    }(d->connection);
}

} // namespace ca
